import { ArgumentError } from "../errors/index.js";
import type { sqlType } from "../types/index.js";
import { Decimal } from "./decimal.js";
import { basicType, malformed, VariantBytes } from "./variant-binary.js";

const inspectSymbol = Symbol.for("nodejs.util.inspect.custom");
const maxDepth = 1000;

/**
 * A value of Spark's VARIANT: any JSON-like value, decoded when it is asked for.
 * {@link https://spark.apache.org/docs/latest/sql-ref-datatypes.html VARIANT in Spark's documentation}.
 *
 * @example
 * ```ts
 * for await (const { payload } of spark.table("events").as<{ payload: Variant }>()) {
 *   payload.get("$.user.tags[0]")?.toJS(); // "admin"
 *   payload.toJS(); // { user: { tags: ["admin"] } }
 * }
 * ```
 */
export class Variant {
  declare readonly [sqlType]?: "variant";
  readonly #bytes: VariantBytes;
  readonly #at: number;

  /**
   * @param value Spark's binary form of the value
   * @param metadata the dictionary of its field names
   */
  constructor(value: Uint8Array, metadata: Uint8Array);
  constructor(bytes: VariantBytes, at: number);
  constructor(first: Uint8Array | VariantBytes, second: Uint8Array | number) {
    this.#bytes = first instanceof VariantBytes ? first : new VariantBytes(first, second as Uint8Array);
    this.#at = typeof second === "number" ? second : 0;
  }

  /** Spark's binary form of the value. */
  get value(): Uint8Array {
    return this.#bytes.slice(this.#at);
  }

  /** The dictionary of field names, in Spark's binary form. */
  get metadata(): Uint8Array {
    return this.#bytes.metadata;
  }

  /**
   * The whole value: objects, arrays, strings, booleans and null as in JSON; whole numbers as number, or as bigint where
   * a number would not be exact; other numbers as {@link Decimal} or, for floats, number; dates and times as Temporal;
   * binary as Uint8Array.
   *
   * @throws ProtocolError when the bytes are malformed
   */
  toJS(): unknown {
    return toJS({ bytes: this.#bytes, left: this.#bytes.value.length }, this.#at, 0);
  }

  /**
   * The part at a path, in the form of Spark's `variant_get`: `$.name`, `$['a name']`, `$[0]`, or any row of them; the
   * `$` may be left out. Undefined when there is no such part; a JSON null is a Variant whose `toJS()` is null.
   *
   * @throws ArgumentError when the path does not parse
   * @throws ProtocolError when the bytes are malformed
   * @example
   * ```ts
   * const order = await spark.sql`SELECT parse_json('{"items": [{"price": 5}]}') AS payload`.as<{ payload: Variant }>().first();
   * order?.payload.get("$.items[0].price")?.toJS(); // 5
   * ```
   */
  get(path: string): Variant | undefined {
    let at = this.#at;
    for (const step of parsePath(path)) {
      const { basic } = this.#bytes.head(at);
      if (basic !== (typeof step === "string" ? basicType.object : basicType.array)) return undefined;
      const children = this.#bytes.children(at);
      const index = typeof step === "string" ? children.names!.indexOf(step) : step;
      const next = children.at[index];
      if (next === undefined) return undefined;
      at = next;
    }
    return new Variant(this.#bytes, at);
  }

  /** The value as JSON text, every digit kept; dates, times and binary (Base64) as strings. */
  toString(): string {
    return jsonText(this.toJS());
  }

  /** For `JSON.stringify`: as {@link Variant.toJS}, a decimal as text. A bigint makes it throw, as everywhere. */
  toJSON(): unknown {
    return this.toJS();
  }

  [inspectSymbol](): string {
    return `Variant ${this.toString()}`;
  }
}

/** `left` counts down with each value read, so that values that share their bytes cannot multiply. */
interface Walk {
  readonly bytes: VariantBytes;
  left: number;
}

function toJS(walk: Walk, at: number, depth: number): unknown {
  if (depth > maxDepth) throw malformed(`nested deeper than ${maxDepth} levels`);
  if (--walk.left < 0) throw malformed("more values than bytes");
  const { basic } = walk.bytes.head(at);
  if (basic !== basicType.object && basic !== basicType.array) return walk.bytes.scalar(at);
  const { names, at: positions } = walk.bytes.children(at);
  const values = positions.map((position) => toJS(walk, position, depth + 1));
  // fromEntries makes own properties of all names, `__proto__` too.
  return names === undefined ? values : Object.fromEntries(names.map((name, i) => [name, values[i]]));
}

function parsePath(path: string): (string | number)[] {
  const steps: (string | number)[] = [];
  const step = /(?:\.|^(?=[^.[$]))([^.[\]'"]+)|\[(\d{1,10})\]|\['([^']*)'\]|\["([^"]*)"\]/y;
  let at = path.startsWith("$") ? 1 : 0;
  while (at < path.length) {
    step.lastIndex = at;
    const match = step.exec(path);
    if (match === null) {
      throw new ArgumentError(
        `The path ${JSON.stringify(path)} does not parse at offset ${at}. Write it as "$.name", "$['a name']" or "$[0]".`,
        { errorClass: "DBSQL_BAD_VARIANT_PATH" },
      );
    }
    steps.push(match[2] === undefined ? (match[1] ?? match[3] ?? match[4]!) : Number(match[2]));
    at = step.lastIndex;
  }
  return steps;
}

function jsonText(value: unknown): string {
  if (typeof value === "bigint" || value instanceof Decimal) return value.toString();
  if (typeof value === "number")
    return Object.is(value, -0) ? "-0.0" : Number.isFinite(value) ? `${value}` : `"${value}"`;
  if (value instanceof Uint8Array) return `"${Buffer.from(value).toString("base64")}"`;
  if (Array.isArray(value)) return `[${value.map(jsonText).join(",")}]`;
  if (typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype) {
    return `{${Object.entries(value)
      .map(([name, part]) => `${JSON.stringify(name)}:${jsonText(part)}`)
      .join(",")}}`;
  }
  return JSON.stringify(value);
}
