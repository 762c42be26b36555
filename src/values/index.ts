export { Decimal } from "./decimal.js";
export type { CalendarParts } from "./duration.js";
export type { DayTime, YearMonth } from "./interval.js";
export { Geography, Geometry, NanosecondTimestamp, UnknownValue, UserDefined } from "./opaque.js";
export { ensureTemporal, type Temporal, type TemporalFactory, temporalFactory, temporalNamespace } from "./temporal.js";
export {
  dayOfPlainDate,
  isTemporal,
  microsecondsOfInstant,
  microsecondsOfParts,
  microsecondsOfPlainDateTime,
  nanosecondsOfPlainTime,
  partsOfDuration,
  type TemporalByTag,
  type TemporalTag,
  temporalTag,
} from "./temporal-read.js";
export { Variant } from "./variant.js";
