/**
 * Spark's data types as plain immutable data. `kind` is the name that Spark's DDL prints (`DataType.simpleString`),
 * so that a type needs no second name anywhere in this project.
 */
export type DataType =
  | AtomicType
  | DecimalType
  | StringType
  | CharType
  | VarcharType
  | TimeType
  | YearMonthIntervalType
  | DayTimeIntervalType
  | ArrayType
  | MapType
  | StructType
  | UdtType
  | GeometryType
  | GeographyType
  | TimestampNanosType
  | UnknownType;

/** The kinds that carry nothing beside their name. `interval` is the calendar interval. */
export const atomicKinds = [
  "void",
  "boolean",
  "tinyint",
  "smallint",
  "int",
  "bigint",
  "float",
  "double",
  "binary",
  "date",
  "timestamp",
  "timestamp_ntz",
  "interval",
  "variant",
] as const;
export type AtomicKind = (typeof atomicKinds)[number];

export interface AtomicType {
  readonly kind: AtomicKind;
}
export interface DecimalType {
  readonly kind: "decimal";
  readonly precision: number;
  readonly scale: number;
}
/** `collation` is absent for the default, `UTF8_BINARY`. */
export interface StringType {
  readonly kind: "string";
  readonly collation?: string;
}
export interface CharType {
  readonly kind: "char";
  readonly length: number;
}
export interface VarcharType {
  readonly kind: "varchar";
  readonly length: number;
}
export interface TimeType {
  readonly kind: "time";
  readonly precision: number;
}
export type YearMonthField = "year" | "month";
export type DayTimeField = "day" | "hour" | "minute" | "second";
export interface YearMonthIntervalType {
  readonly kind: "year_month_interval";
  readonly start: YearMonthField;
  readonly end: YearMonthField;
}
export interface DayTimeIntervalType {
  readonly kind: "day_time_interval";
  readonly start: DayTimeField;
  readonly end: DayTimeField;
}
export interface ArrayType {
  readonly kind: "array";
  readonly element: DataType;
  readonly containsNull: boolean;
}
export interface MapType {
  readonly kind: "map";
  readonly key: DataType;
  readonly value: DataType;
  readonly valueContainsNull: boolean;
}
export interface StructField {
  readonly name: string;
  readonly type: DataType;
  readonly nullable: boolean;
  readonly comment?: string;
  /** Spark's field metadata: JSON text, absent when empty. */
  readonly metadata?: string;
}
export interface StructType {
  readonly kind: "struct";
  readonly fields: readonly StructField[];
}
export interface UdtType {
  readonly kind: "udt";
  readonly name: string;
  readonly sqlType?: DataType;
}
/** `srid` is a number, or `"any"` for the mixed type. */
export interface GeometryType {
  readonly kind: "geometry";
  readonly srid: number | "any";
}
export interface GeographyType {
  readonly kind: "geography";
  readonly srid: number | "any";
}
/** Timestamps finer than a microsecond, as later servers send them. */
export interface TimestampNanosType {
  readonly kind: "timestamp_nanos" | "timestamp_ntz_nanos";
  readonly precision: number;
}
/** A type that this version cannot name: what we do not know is said so, never guessed. */
export interface UnknownType {
  readonly kind: "unknown";
  readonly text: string;
}

export type Kind = DataType["kind"];
/** The member of DataType with this kind; a member of several kinds, narrowed to the one. */
export type OfKind<K extends Kind, T extends DataType = DataType> = T extends DataType
  ? K extends T["kind"]
    ? T & { readonly kind: K }
    : never
  : never;
