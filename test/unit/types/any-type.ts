import fc from "fast-check";
import { atomicKinds, type DataType, types } from "../../../src/types/index.js";

const leaf: fc.Arbitrary<DataType> = fc.oneof(
  fc.constantFrom(...atomicKinds.map((kind) => types[kind])),
  fc.constantFrom<DataType>(
    types.string,
    types.collated("UTF8_LCASE"),
    types.collated("UNICODE_CI_AI"),
    types.char(3),
    types.varchar(65_535),
    types.time(0),
    types.time(6),
    { kind: "year_month_interval", start: "year", end: "month" },
    { kind: "year_month_interval", start: "month", end: "month" },
    { kind: "day_time_interval", start: "day", end: "second" },
    { kind: "day_time_interval", start: "hour", end: "minute" },
    { kind: "geometry", srid: 3857 },
    { kind: "geometry", srid: "any" },
    { kind: "geography", srid: 4326 },
    { kind: "timestamp_nanos", precision: 9 },
    { kind: "timestamp_ntz_nanos", precision: 7 },
  ),
  fc.integer({ min: 0, max: 38 }).chain((p) => fc.integer({ min: 0, max: p }).map((s) => types.decimal(p, s))),
);

/** Types of every kind that has a text form, nested; field names and comments are any text. */
export const anyType: fc.Arbitrary<DataType> = fc.letrec<{ type: DataType }>((tie) => ({
  type: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    leaf,
    fc.tuple(tie("type"), fc.boolean()).map(([element, nulls]) => types.array(element, nulls)),
    fc.tuple(tie("type"), tie("type"), fc.boolean()).map(([key, value, nulls]) => types.map(key, value, nulls)),
    fc
      .array(
        fc
          .tuple(fc.string({ unit: "grapheme", minLength: 1 }), tie("type"), fc.boolean(), fc.option(fc.string()))
          .map(([name, type, nullable, comment]) => ({
            name,
            type,
            nullable,
            ...(comment === null ? {} : { comment }),
          })),
        { maxLength: 4 },
      )
      .map(types.struct),
  ),
})).type;
