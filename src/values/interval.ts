import type { Temporal } from "temporal-polyfill";
import type { DayTimeBrand, sqlType, YearMonthBrand } from "../types/index.js";

/** A year-month interval: `INTERVAL '1-2' YEAR TO MONTH`. */
export type YearMonth = Temporal.Duration & { readonly [sqlType]?: YearMonthBrand };
/** A day-time interval: `INTERVAL '1 02:03:04' DAY TO SECOND`. */
export type DayTime = Temporal.Duration & { readonly [sqlType]?: DayTimeBrand };
