/**
 * The vocabulary in which a row's type is printed: plain JavaScript types, told apart by an optional brand where one of
 * them serves several SQL types. A brand exists at compile time only, so `{ qty: 3 }` is a row with an `Int`.
 */
export declare const sqlType: unique symbol;
type Branded<Base, Tag> = Base & { readonly [sqlType]?: Tag };

/** A TINYINT: a whole number of 8 bits. */
export type Byte = Branded<number, "tinyint">;
/** A SMALLINT: a whole number of 16 bits. */
export type Short = Branded<number, "smallint">;
/** An INT: a whole number of 32 bits. */
export type Int = Branded<number, "int">;
/** A FLOAT: a binary floating point number of 32 bits. */
export type Float = Branded<number, "float">;
/** A DOUBLE: a binary floating point number of 64 bits. */
export type Double = Branded<number, "double">;
/** What tells `Decimal<12, 2>` from `Decimal<10, 0>`: the precision and the scale of the SQL type. */
export type DecimalBrand<P extends number, S extends number> = readonly ["decimal", P, S];
/** What tells a year-month interval from a day-time interval; both are `Temporal.Duration`. */
export type YearMonthBrand = "year_month_interval";
export type DayTimeBrand = "day_time_interval";
