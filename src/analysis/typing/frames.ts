import type { DataType } from "../../types/index.js";
import { castAllowed } from "./cast.js";
import { isAnsiInterval, isNumeric, isUnknown, sameType } from "./kinds.js";

/** How far a frame reaches to one side: the type that Spark makes of it. */
export interface FrameDistance {
  readonly type: DataType;
  /** It is cast to the type of the key. */
  readonly isCast: boolean;
}

/** Beside a date or a timestamp stands what is added to it; beside any other key a value of its own type. */
export function frameDistance(distance: DataType, key: DataType): FrameDistance {
  const isMoment = key.kind === "date" || key.kind === "timestamp" || key.kind === "timestamp_ntz";
  const isCast = !isMoment && !sameType(distance, key) && !isUnknown(key) && castAllowed(distance, key) === true;
  return { type: isCast ? key : distance, isCast };
}

/** Spark's error class for a frame whose distances are no rows, or do not fit the key. */
export function frameMismatch(distances: readonly FrameDistance[], key: DataType | "rows"): string | undefined {
  const [first, second] = distances;
  if (!first || distances.some(({ type }) => isUnknown(type))) return undefined;
  if (key === "rows")
    return distances.every(({ type }) => type.kind === "int")
      ? undefined
      : "DATATYPE_MISMATCH.SPECIFIED_WINDOW_FRAME_UNACCEPTED_TYPE";
  if (isUnknown(key)) return undefined;
  if (!distances.every(({ type }) => isDistance(type)))
    return "DATATYPE_MISMATCH.SPECIFIED_WINDOW_FRAME_UNACCEPTED_TYPE";
  if (second && !sameType(first.type, second.type)) return "DATATYPE_MISMATCH.SPECIFIED_WINDOW_FRAME_DIFF_TYPES";
  return added(key, first.type) ? undefined : "DATATYPE_MISMATCH.RANGE_FRAME_INVALID_TYPE";
}

const isDistance = (type: DataType): boolean => isNumeric(type) || isAnsiInterval(type) || type.kind === "interval";

function added(key: DataType, distance: DataType): boolean {
  if (key.kind === "date") {
    if (distance.kind === "day_time_interval") return distance.start === "day" && distance.end === "day";
    return distance.kind === "int" || distance.kind === "year_month_interval";
  }
  if (key.kind === "timestamp" || key.kind === "timestamp_ntz") return !isNumeric(distance);
  return sameType(key, distance);
}
