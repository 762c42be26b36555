import { atomicKinds, type DataType, type StructField } from "../types/index.js";

/**
 * The notation of the probe: Spark's DDL, with `!` behind every nested part that cannot be NULL, so that one line
 * tells all of a type: `array<struct<k:string!,v:int>!>`.
 */
export function writeType(type: DataType): string {
  switch (type.kind) {
    case "decimal":
      return `decimal(${type.precision},${type.scale})`;
    case "string":
      return type.collation === undefined ? "string" : `string collate ${type.collation}`;
    case "char":
    case "varchar":
      return `${type.kind}(${type.length})`;
    case "time":
      return `time(${type.precision})`;
    case "year_month_interval":
    case "day_time_interval":
      return `interval ${type.start}${type.start === type.end ? "" : ` to ${type.end}`}`;
    case "array":
      return `array<${writeType(type.element)}${type.containsNull ? "" : "!"}>`;
    case "map":
      return `map<${writeType(type.key)},${writeType(type.value)}${type.valueContainsNull ? "" : "!"}>`;
    case "struct":
      return `struct<${type.fields.map((f) => `${f.name}:${writeType(f.type)}${f.nullable ? "" : "!"}`).join()}>`;
    case "geometry":
    case "geography":
      return `${type.kind}(${type.srid === "any" ? -1 : type.srid})`;
    case "unknown":
      return "unknown";
    default:
      return type.kind;
  }
}

const fields = { year: 0, month: 1, day: 2, hour: 3, minute: 4, second: 5 } as const;
type Field = keyof typeof fields;

/** Reads what `writeType` wrote. */
export function readType(text: string): DataType {
  const generic = /^(array|map|struct)<(.*)>$/s.exec(text);
  if (generic) {
    const parts = split(generic[2] ?? "");
    if (generic[1] === "array") return { kind: "array", ...unbang(parts[0] ?? "", "element", "containsNull") };
    if (generic[1] === "map")
      return { kind: "map", key: readType(parts[0] ?? ""), ...unbang(parts[1] ?? "", "value", "valueContainsNull") };
    return { kind: "struct", fields: parts.map(readField) };
  }
  const sized = /^(decimal|char|varchar|time|geometry|geography)\((-?\d+)(?:,(\d+))?\)$/.exec(text);
  if (sized) {
    const n = Number(sized[2]);
    if (sized[1] === "decimal") return { kind: "decimal", precision: n, scale: Number(sized[3]) };
    if (sized[1] === "time") return { kind: "time", precision: n };
    if (sized[1] === "char" || sized[1] === "varchar") return { kind: sized[1], length: n };
    return { kind: sized[1] as "geometry" | "geography", srid: n === -1 ? "any" : n };
  }
  if (text.startsWith("string collate ")) return { kind: "string", collation: text.slice(15) };
  if (text === "string") return { kind: "string" };
  if (text.startsWith("interval ")) {
    const [start, end = start] = text.slice(9).split(" to ") as [Field, Field?];
    return fields[start] < 2
      ? { kind: "year_month_interval", start: start as "year", end: end as "month" }
      : { kind: "day_time_interval", start: start as "day", end: end as "second" };
  }
  const atomic = atomicKinds.find((kind) => kind === text);
  return atomic ? { kind: atomic } : { kind: "unknown", text };
}

function readField(text: string): StructField {
  const colon = text.indexOf(":");
  const type = text.slice(colon + 1);
  const nullable = !type.endsWith("!");
  return { name: text.slice(0, colon), type: readType(nullable ? type : type.slice(0, -1)), nullable };
}

function unbang<T extends string, N extends string>(
  text: string,
  type: T,
  nullable: N,
): Record<T, DataType> & Record<N, boolean> {
  const never = text.endsWith("!");
  return { [type]: readType(never ? text.slice(0, -1) : text), [nullable]: !never } as Record<T, DataType> &
    Record<N, boolean>;
}

/** Splits at the commas that no bracket encloses. */
export function split(text: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let from = 0;
  for (let i = 0; i < text.length; i++) {
    const ch = text[i];
    if (ch === "<" || ch === "(") depth++;
    if (ch === ">" || ch === ")") depth--;
    if (ch === "," && depth === 0) {
      parts.push(text.slice(from, i));
      from = i + 1;
    }
  }
  if (text !== "") parts.push(text.slice(from));
  return parts;
}
