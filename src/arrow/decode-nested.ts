import { bitmapOf, blank, type Decode } from "./decode-fixed.js";
import { malformed } from "./malformed.js";
import { RowShape } from "./row-shape.js";
import { readOffsets } from "./vector.js";

export function lists(item: Decode, offsetSize: 4 | 8): Decode {
  return (vector) => {
    const offsets = readOffsets(vector.body, vector.at[1]!, vector.length, offsetSize);
    const items = item(vector.children[0]!);
    const out = new Array<unknown>(vector.length);
    for (let i = 0; i < vector.length; i++) out[i] = items.slice(offsets[i]!, offsets[i + 1]!);
    return blank(out, vector);
  };
}

export function fixedLists(item: Decode, size: number): Decode {
  return (vector) => {
    const items = item(vector.children[0]!);
    const out = new Array<unknown>(vector.length);
    for (let i = 0; i < vector.length; i++) out[i] = items.slice(i * size, (i + 1) * size);
    return blank(out, vector);
  };
}

/** JavaScript compares keys of object type by identity; all others must be unique, or an entry would vanish. */
export function maps(key: Decode, value: Decode): Decode {
  return (vector) => {
    const offsets = readOffsets(vector.body, vector.at[1]!, vector.length, 4);
    const entries = vector.children[0]!;
    if (bitmapOf(entries) !== undefined) throw malformed("a map has an entry that is NULL");
    const keys = key(entries.children[0]!);
    const values = value(entries.children[1]!);
    const out = new Array<unknown>(vector.length);
    for (let i = 0; i < vector.length; i++) {
      const map = new Map<unknown, unknown>();
      const end = offsets[i + 1]!;
      for (let j = offsets[i]!; j < end; j++) map.set(keys[j], values[j]);
      if (map.size !== end - offsets[i]!) throw malformed("a map has a key twice");
      out[i] = map;
    }
    return blank(out, vector);
  };
}

export function structs(fields: readonly Decode[], names: readonly string[], owner: string): Decode {
  const shape = new RowShape(names, owner);
  return (vector) => {
    const columns = fields.map((decode, i) => decode(vector.children[i]!));
    const out: unknown[] = [];
    shape.append(columns, vector.length, out);
    return blank(out, vector);
  };
}

/** Structs by position, for names that no object can hold. */
export function tuples(fields: readonly Decode[]): Decode {
  return (vector) => {
    const columns = fields.map((decode, i) => decode(vector.children[i]!));
    const out = new Array<unknown>(vector.length);
    for (let i = 0; i < vector.length; i++) out[i] = columns.map((column) => column[i]);
    return blank(out, vector);
  };
}

/** One field of a struct, by its place. */
export interface Part {
  readonly child: number;
  readonly decode: Decode;
}

/** Values that are made of the parts of a struct: VARIANT, GEOMETRY. */
export function composed(parts: readonly Part[], make: (parts: readonly unknown[]) => unknown): Decode {
  return (vector) => {
    const columns = parts.map(({ child, decode }) => decode(vector.children[child]!));
    const bits = bitmapOf(vector);
    const out = new Array<unknown>(vector.length);
    for (let i = 0; i < vector.length; i++) {
      const there = bits === undefined || ((bits[i >> 3]! >> (i & 7)) & 1) === 1;
      out[i] = there ? make(columns.map((column) => column[i])) : null;
    }
    return out;
  };
}

/** Values that are made of one other value. */
export function wrapped(inner: Decode, make: (value: unknown) => unknown): Decode {
  return (vector) => inner(vector).map((value) => (value === null ? null : make(value)));
}
