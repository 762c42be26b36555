import type { DataType } from "../../types/index.js";
import { collationName } from "./collation-name.js";
import { jsonSchema } from "./json-schema.js";
import { double, isAnsiInterval, isIntegral, isText, isUnknown, string } from "./kinds.js";
import { widest } from "./lattice.js";
import { type Format, formats, parsed } from "./parsed.js";
import { type Arg, mismatch, type ResultRule, type RuleOutcome, refuse, typed, unexpected } from "./rule.js";

/** Rules that read the value of a constant argument. */

const textOf = (arg: Arg | undefined): string | undefined =>
  typeof arg?.source.constant === "string" ? arg.source.constant : undefined;

/** A number format such as `$99.99` gives a decimal of its digits. */
const toNumber: ResultRule = (args) => {
  const format = textOf(args[1]);
  if (format === undefined || !/^[0-9.,DGSMIPR$<>+-]+$/i.test(format)) return undefined;
  const digits = format.replace(/[^09.D]/gi, "");
  const [whole = "", fraction = ""] = digits.split(/[.D]/i);
  return typed({ kind: "decimal", precision: whole.length + fraction.length, scale: fraction.length });
};

const second: DataType = { kind: "decimal", precision: 8, scale: 6 };

const clockFields: Readonly<Record<string, string>> = {
  ...words("hour", "h hour hours hr hrs"),
  ...words("minute", "m min mins minute minutes"),
  ...words("second", "s sec second seconds secs"),
};
const intervalFields: Readonly<Record<string, string>> = {
  ...clockFields,
  ...words("year", "y year years yr yrs"),
  ...words("month", "mon mons month months"),
  ...words("day", "d day days"),
};
/** What `extract` and `date_part` know, with every spelling. */
const dateFields: Readonly<Record<string, string>> = {
  ...intervalFields,
  ...words("other", "yearofweek quarter qtr week w weeks dayofweek dow dayofweek_iso dow_iso doy"),
};

const dated: readonly DataType["kind"][] = ["date", "timestamp", "timestamp_ntz", "time", "string", "void"];
const units = ["year", "month", "day", "hour", "minute", "second"];

/** An interval of the standard's kinds has the units from its first to its last. */
function holds(type: DataType, unit: string): boolean {
  if (type.kind !== "year_month_interval" && type.kind !== "day_time_interval") return true;
  const at = units.indexOf(unit);
  return at >= units.indexOf(type.start) && at <= units.indexOf(type.end);
}

function words(field: string, spellings: string): Readonly<Record<string, string>> {
  return Object.fromEntries(spellings.split(" ").map((word) => [word, field]));
}

/** `extract`, `date_part`: seconds carry a fraction, and the small parts of an interval fit a TINYINT. */
const datePart: ResultRule = (args) => {
  if (args[0]?.type.kind === "void") return typed(double, { nullable: true });
  const field = textOf(args[0])?.toLowerCase();
  if (field === undefined) return undefined;
  const type = args[1]?.source.type;
  if (!type || isUnknown(type)) return undefined;
  const source = type.kind;
  const ofInterval = isAnsiInterval(type) || source === "interval";
  if (!ofInterval && !dated.includes(source)) return unexpected("(DATE or TIMESTAMP or TIME or INTERVAL)", 1);
  const fields = source === "time" ? clockFields : ofInterval ? intervalFields : dateFields;
  const named = Object.hasOwn(fields, field) ? fields[field] : undefined;
  if (named === undefined || !holds(type, named)) return refuse("INVALID_EXTRACT_FIELD", undefined, { field });
  const seconds = named === "second";
  const ofClock = Object.hasOwn(clockFields, field);
  if (ofInterval && (named === "month" || (ofClock && !seconds))) return typed({ kind: "tinyint" });
  // A TIME answers through a function that may always be NULL; text and TIMESTAMP_NTZ are cast to a date first.
  const always = source === "time" || source === "string" || (source === "timestamp_ntz" && !ofClock);
  return typed(seconds ? second : { kind: "int" }, always ? { nullable: true } : {});
};

const collate: ResultRule = (args) => {
  const collation = textOf(args[1]);
  if (collation === undefined) return undefined;
  const name = collationName(collation.split(".").at(-1) ?? collation);
  return typed(name === "UTF8_BINARY" ? string : { kind: "string", collation: name });
};

/** `uniform`: an integer literal yields to the other type; of two decimals the second is it. */
function uniform(args: readonly Arg[]): RuleOutcome {
  const [low, high] = args.map((arg) => arg.source);
  if (!low || !high || isUnknown(low.type) || isUnknown(high.type)) return undefined;
  const loose = (type: DataType): boolean => type.kind === "void" || isText(type);
  if (loose(low.type) || loose(high.type)) return typed(double);
  if ((isIntegral(low.type) || low.type.kind === "decimal") && high.type.kind === "decimal") return typed(high.type);
  if (isIntegral(high.type) && low.type.kind === "decimal") return typed(low.type);
  const decimal = low.type.kind === "decimal" || high.type.kind === "decimal";
  if (decimal && (low.type.kind === "float" || high.type.kind === "float")) return typed({ kind: "float" });
  return typed(widest(low.type, high.type, decimal ? "plain" : "tight"));
}

const srid =
  (kind: "geometry" | "geography", fallback: number, at: number): ResultRule =>
  (args) => {
    if (!args[at]) return typed({ kind, srid: fallback });
    return sridType(kind, args[at]);
  };

/** An SRID that is no constant leaves the type open, which Spark writes as -1. */
function sridType(kind: "geometry" | "geography", arg: Arg | undefined): RuleOutcome {
  const value = arg?.source.constant;
  if (typeof value === "number") return typed({ kind, srid: value });
  return arg?.source.foldable && arg.source.type.kind !== "void" ? undefined : typed({ kind, srid: "any" });
}

export const literalRules: Readonly<Record<string, ResultRule>> = {
  parsed: (args, format) => parsed(args[1], 1, formats[format as Format]),
  variantGet: (args) => (args.length === 2 ? typed({ kind: "variant" }) : parsed(args[2], 2, formats.variant)),
  toNumber,
  datePart,
  collate,
  uniform,
  currentTime: (args) => {
    const digits = args[0] ? args[0].source.constant : 6;
    return typed(typeof digits === "number" ? { kind: "time", precision: digits } : undefined);
  },
  schemaOfJson: (args) => {
    const text = textOf(args[0]);
    const constant = text === undefined || args.length > 1 ? undefined : jsonSchema(text);
    return typed(string, constant === undefined ? {} : { constant });
  },
  geometry: srid("geometry", 0, 1),
  geography: srid("geography", 4326, 1),
  withSrid: (args) => {
    const type = args[0]?.type;
    if (type?.kind === "void") return sridType("geography", args[1]);
    return type?.kind === "geometry" || type?.kind === "geography" ? sridType(type.kind, args[1]) : undefined;
  },
  /** Numbers, or intervals of one family; a NULL goes with both. */
  widthBucket: (args) => {
    const told = args.slice(0, 3).filter((arg) => arg.source.type.kind !== "void");
    if (told.some((arg) => isUnknown(arg.type))) return undefined;
    const fits = told.every((arg) => isAnsiInterval(arg.type) === isAnsiInterval(told[0]?.type ?? arg.type));
    return fits ? typed({ kind: "bigint" }) : mismatch("UNEXPECTED_INPUT_TYPE");
  },
};
