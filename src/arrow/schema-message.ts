import type { FlatBuffer } from "./flatbuffer.js";
import { malformed, tooLarge, unsupported } from "./malformed.js";

export type TimeUnit = "second" | "millisecond" | "microsecond" | "nanosecond";

/** The kinds that carry nothing beside their name and their children. */
type PlainKind =
  | "null"
  | "bool"
  | "utf8"
  | "largeUtf8"
  | "binary"
  | "largeBinary"
  | "list"
  | "largeList"
  | "struct"
  | "map";

/** Arrow's logical types, as far as a result may hold them. */
export type ArrowType =
  | { readonly kind: PlainKind }
  | { readonly kind: "int"; readonly bits: number; readonly signed: boolean }
  | { readonly kind: "float"; readonly bits: 16 | 32 | 64 }
  | { readonly kind: "decimal"; readonly precision: number; readonly scale: number; readonly bits: number }
  | { readonly kind: "date"; readonly unit: "day" | "millisecond" }
  | { readonly kind: "time"; readonly unit: TimeUnit; readonly bits: number }
  | { readonly kind: "timestamp"; readonly unit: TimeUnit; readonly zone: string | undefined }
  | { readonly kind: "duration"; readonly unit: TimeUnit }
  | { readonly kind: "interval"; readonly unit: "yearMonth" | "dayTime" | "monthDayNano" }
  | { readonly kind: "fixedBinary" | "fixedList"; readonly size: number };
export type ArrowKind = ArrowType["kind"];

export interface ArrowField {
  readonly name: string;
  readonly nullable: boolean;
  readonly type: ArrowType;
  readonly children: readonly ArrowField[];
  readonly metadata: ReadonlyMap<string, string>;
}

/** Deeper than any schema that Spark itself can plan. */
const maxDepth = 64;
const maxFields = 100_000;

/** The fields of a Schema message. */
export function readSchema(buffer: FlatBuffer, table: number): readonly ArrowField[] {
  if (buffer.int16(table, 0) !== 0) throw unsupported("big-endian data", "Use a server on a little-endian machine.");
  return readFields(buffer, buffer.vector(table, 1, 4), 0, { left: maxFields });
}

type Budget = { left: number };

function readFields(
  buffer: FlatBuffer,
  { at, count }: { readonly at: number; readonly count: number },
  depth: number,
  budget: Budget,
): ArrowField[] {
  const fields: ArrowField[] = [];
  for (let i = 0; i < count; i++) fields.push(readField(buffer, buffer.element(at + 4 * i), depth, budget));
  return fields;
}

function readField(buffer: FlatBuffer, table: number, depth: number, budget: Budget): ArrowField {
  if (depth > maxDepth) throw tooLarge(`types nest deeper than ${maxDepth} levels`, "Select the parts that you need.");
  if (--budget.left < 0) throw tooLarge(`more than ${maxFields} fields`, "Select fewer columns.");
  const name = buffer.text(table, 0) ?? "";
  if (buffer.field(table, 4) !== 0) {
    throw unsupported(`column ${JSON.stringify(name)} is dictionary-encoded`, "Report this with the server's version.");
  }
  return {
    name,
    nullable: buffer.uint8(table, 1) !== 0,
    type: readType(buffer, buffer.uint8(table, 2), buffer.table(table, 3), name),
    children: readFields(buffer, buffer.vector(table, 5, 4), depth + 1, budget),
    metadata: readMetadata(buffer, table, 6),
  };
}

const timeUnits: readonly TimeUnit[] = ["second", "millisecond", "microsecond", "nanosecond"];
const intervalUnits = ["yearMonth", "dayTime", "monthDayNano"] as const;
const floatBits = [16, 32, 64] as const;
const intBits = [8, 16, 32, 64];
const decimalBits = [32, 64, 128, 256];
const timeBits = [32, 64];

type Read = (buffer: FlatBuffer, table: number) => ArrowType;
const plain = (kind: PlainKind): Read => {
  const type = { kind };
  return () => type;
};

/** By the number of the type in Arrow's union. */
const readers: Readonly<Record<number, Read>> = {
  1: plain("null"),
  2: (b, t) => ({ kind: "int", bits: known(intBits, b.int32(t, 0)), signed: b.uint8(t, 1) !== 0 }),
  3: (b, t) => ({ kind: "float", bits: at(floatBits, b.int16(t, 0)) }),
  4: plain("binary"),
  5: plain("utf8"),
  6: plain("bool"),
  7: (b, t) => ({
    kind: "decimal",
    precision: b.int32(t, 0),
    scale: b.int32(t, 1),
    bits: known(decimalBits, b.int32(t, 2, 128)),
  }),
  8: (b, t) => ({ kind: "date", unit: b.int16(t, 0, 1) === 0 ? "day" : "millisecond" }),
  9: (b, t) => ({ kind: "time", unit: at(timeUnits, b.int16(t, 0, 1)), bits: known(timeBits, b.int32(t, 1, 32)) }),
  10: (b, t) => ({ kind: "timestamp", unit: at(timeUnits, b.int16(t, 0)), zone: b.text(t, 1) }),
  11: (b, t) => ({ kind: "interval", unit: at(intervalUnits, b.int16(t, 0)) }),
  12: plain("list"),
  13: plain("struct"),
  15: (b, t) => ({ kind: "fixedBinary", size: size(b.int32(t, 0)) }),
  16: (b, t) => ({ kind: "fixedList", size: size(b.int32(t, 0)) }),
  17: plain("map"),
  18: (b, t) => ({ kind: "duration", unit: at(timeUnits, b.int16(t, 0, 1)) }),
  19: plain("largeBinary"),
  20: plain("largeUtf8"),
  21: plain("largeList"),
};
const unreadNames: Readonly<Record<number, string>> = {
  14: "union",
  22: "run-end encoded",
  23: "binary view",
  24: "text view",
  25: "list view",
  26: "large list view",
};

function readType(buffer: FlatBuffer, kind: number, table: number, name: string): ArrowType {
  const read = readers[kind];
  if (read === undefined) {
    const what = unreadNames[kind] ?? `type number ${kind}`;
    throw unsupported(
      `column ${JSON.stringify(name)} has the Arrow layout "${what}"`,
      "Cast the column to a plain type in SQL.",
    );
  }
  return read(buffer, table);
}

function known(widths: readonly number[], width: number): number {
  if (!widths.includes(width)) throw malformed(`no width of ${width} bits`);
  return width;
}

function at<T>(names: readonly T[], i: number): T {
  const found = names[i];
  if (found === undefined) throw malformed(`no unit of number ${i}`);
  return found;
}

function size(value: number): number {
  if (value < 0) throw malformed("a negative width");
  return value;
}

function readMetadata(buffer: FlatBuffer, table: number, i: number): ReadonlyMap<string, string> {
  const { at, count } = buffer.vector(table, i, 4);
  if (count === 0) return noMetadata;
  const metadata = new Map<string, string>();
  for (let j = 0; j < count; j++) {
    const entry = buffer.element(at + 4 * j);
    metadata.set(buffer.text(entry, 0) ?? "", buffer.text(entry, 1) ?? "");
  }
  return metadata;
}
const noMetadata: ReadonlyMap<string, string> = new Map();
