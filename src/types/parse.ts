import { ArgumentError, ParseError, type SparkError } from "../errors/index.js";
import { types } from "./build.js";
import type { DataType, DayTimeField, StructField, StructType, YearMonthField } from "./data-type.js";
import { syntaxError, type Token, tokenize } from "./ddl-tokens.js";

/**
 * Reads a type, or a list of columns, from DDL text, as PySpark's `schema=` does: columns first, a single type else.
 *
 * @param ddl such as `array<decimal(17,2)>`, `struct<a: int not null>`, or `id BIGINT NOT NULL, name STRING`
 * @throws ParseError with Spark's error class when Spark would not read it either
 * @example
 * ```ts
 * parseType("map<string,array<int>>").kind; // "map"
 * ```
 */
export function parseType(ddl: string): DataType {
  const read = readings(ddl, tokenize(ddl), true);
  if (!("further" in read)) return read;
  throw read.further;
}

/**
 * Reads the columns of a schema from DDL text.
 *
 * @throws ParseError with Spark's error class when Spark would not read it either
 * @throws ArgumentError when the text is a type, but no struct
 * @example
 * ```ts
 * parseSchema("id BIGINT NOT NULL, name STRING COMMENT 'as printed'").fields.length; // 2
 * ```
 */
export function parseSchema(ddl: string): StructType {
  const type = parseType(ddl);
  if (type.kind === "struct") return type;
  throw new ArgumentError(`A schema is a list of columns, such as "id BIGINT, name STRING"; this is a ${type.kind}.`, {
    errorClass: "DBSQL_NOT_A_SCHEMA",
  });
}

/** Why a text is no type, and the word at which it was seen; empty at the end of the text. */
export interface Unread {
  readonly kind: "unread";
  /** Spark's. */
  readonly errorClass: string;
  readonly word: string;
}

/**
 * Reads DDL text as a server does, `DataType.fromDDL`: columns, else one type. Unlike PySpark's `schema=`, it takes no
 * colon behind the name of a column, and no text of nothing.
 */
export function fromDdl(ddl: string): DataType | Unread {
  const tokens = attempt(() => tokenize(ddl));
  if (tokens instanceof ParseError) return unread(ddl, tokens);
  if (tokens[0]!.kind === "end") return { kind: "unread", errorClass: "PARSE_EMPTY_STATEMENT", word: "" };
  const read = readings(ddl, tokens, false);
  if (!("further" in read)) return read;
  // Spark tells the error of the second reading: that of one type, or of text that is more than one.
  if (isOneType(tokens)) return unread(ddl, read.asType);
  return { ...unread(ddl, read.further), errorClass: "PARSE_SYNTAX_ERROR" };
}

/** Why neither reading of a text came to its end. */
interface Failed {
  readonly asType: ParseError;
  /** The error of the reading that came further. */
  readonly further: ParseError;
}

/** As Spark: columns first, so that `date int` is a column called date; else one type. */
function readings(ddl: string, tokens: readonly Token[], colons: boolean): DataType | Failed {
  const columns = attempt(() => new Parser(ddl, tokens).whole((parser) => parser.columns(colons)));
  if (!(columns instanceof ParseError)) return columns;
  const asType = attempt(() => new Parser(ddl, tokens).whole((parser) => parser.type()));
  if (!(asType instanceof ParseError)) return asType;
  return { asType, further: reach(columns) >= reach(asType) ? columns : asType };
}

function unread(ddl: string, error: ParseError): Unread {
  const word = /^(?:[\w`]+|[\s\S])?/.exec(ddl.slice(reach(error)))![0];
  return { kind: "unread", errorClass: error.errorClass ?? "PARSE_SYNTAX_ERROR", word };
}

/** Whether nothing stands outside of brackets but one word. */
function isOneType(tokens: readonly Token[]): boolean {
  let depth = 0;
  let words = 0;
  for (const { kind, text } of tokens) {
    if (kind === "symbol" && "<(".includes(text)) depth++;
    else if (kind === "symbol" && ">)".includes(text)) depth--;
    else if (kind !== "end" && depth === 0) words++;
  }
  return words === 1 && depth === 0;
}

function attempt<T>(run: () => T): T | ParseError {
  try {
    return run();
  } catch (error) {
    if (error instanceof ParseError) return error;
    throw error;
  }
}
const reach = (error: ParseError): number => error.queryContext[0]?.start ?? 0;

const simpleTypes: Readonly<Record<string, DataType>> = {
  boolean: types.boolean,
  tinyint: types.tinyint,
  byte: types.tinyint,
  smallint: types.smallint,
  short: types.smallint,
  int: types.int,
  integer: types.int,
  bigint: types.bigint,
  long: types.bigint,
  float: types.float,
  real: types.float,
  double: types.double,
  date: types.date,
  timestamp_ltz: types.timestamp,
  timestamp_ntz: types.timestamp_ntz,
  string: types.string,
  binary: types.binary,
  void: types.void,
  variant: types.variant,
};
const yearMonth: readonly string[] = ["year", "month"] satisfies YearMonthField[];
const dayTime: readonly string[] = ["day", "hour", "minute", "second"] satisfies DayTimeField[];
const maxDepth = 200;

class Parser {
  readonly #ddl: string;
  readonly #tokens: readonly Token[];
  #at = 0;
  #depth = 0;

  constructor(ddl: string, tokens: readonly Token[]) {
    this.#ddl = ddl;
    this.#tokens = tokens;
  }

  whole<T>(read: (parser: this) => T): T {
    const result = read(this);
    if (this.#peek().kind !== "end") throw this.#unexpected();
    return result;
  }

  columns(colons: boolean): StructType {
    const fields: StructField[] = [];
    if (this.#peek().kind === "end") return types.struct(fields);
    do fields.push(this.#field(colons));
    while (this.#symbol(","));
    return types.struct(fields);
  }

  type(): DataType {
    if (++this.#depth > maxDepth) throw this.#fail("DBSQL_TYPE_TOO_DEEP", `Types nest deeper than ${maxDepth} levels.`);
    const result = this.#nested();
    this.#depth--;
    return result;
  }

  #nested(): DataType {
    const token = this.#peek();
    if (token.kind !== "word") throw this.#unexpected();
    const name = token.text.toLowerCase();
    this.#at++;
    switch (name) {
      case "array":
        return this.#angled(token, () => types.array(this.type()));
      case "map":
        return this.#angled(token, () => {
          const key = this.type();
          this.#expect(",");
          return types.map(key, this.type());
        });
      case "struct":
        return this.#angled(token, () => {
          if (this.#peek().text === ">" && this.#peek().kind === "symbol") return types.struct([]);
          const fields: StructField[] = [];
          do fields.push(this.#field());
          while (this.#symbol(","));
          return types.struct(fields);
        });
      case "decimal":
      case "dec":
      case "numeric":
        return this.#decimal();
      case "char":
      case "character":
      case "varchar":
        return this.#sized(name === "varchar" ? "varchar" : "char", token);
      case "string":
        return this.#word("collate") ? collated(this.#collation()) : types.string;
      case "time":
        return this.#time();
      case "timestamp":
        return this.#timestamp();
      case "interval":
        return this.#interval();
      case "geometry":
      case "geography":
        return this.#spatial(name);
      default:
        return this.#simple(name, token);
    }
  }

  #simple(name: string, token: Token): DataType {
    const type = Object.hasOwn(simpleTypes, name) ? simpleTypes[name] : undefined;
    if (type === undefined) throw this.#unsupported(token);
    // Later servers write timestamps finer than a microsecond as timestamp_ltz(9).
    if (name.startsWith("timestamp_") && this.#symbol("(")) {
      const precision = this.#integer();
      this.#expect(")");
      if (precision < 7 || precision > 9) throw this.#unsupported(token);
      return { kind: name === "timestamp_ltz" ? "timestamp_nanos" : "timestamp_ntz_nanos", precision };
    }
    return type;
  }

  #field(colons = true): StructField {
    const token = this.#peek();
    if (token.kind !== "word" && token.kind !== "quoted") throw this.#unexpected();
    this.#at++;
    if (colons) this.#symbol(":");
    const type = this.type();
    let nullable = true;
    if (this.#word("not")) {
      if (!this.#word("null")) throw this.#unexpected();
      nullable = false;
    }
    if (!this.#word("comment")) return types.field(token.text, type, nullable);
    if (this.#peek().kind !== "string") throw this.#unexpected();
    let comment = "";
    while (this.#peek().kind === "string") comment += this.#tokens[this.#at++]!.text;
    return Object.freeze({ name: token.text, type, nullable, comment });
  }

  #angled<T>(token: Token, read: () => T): T {
    if (!this.#symbol("<")) {
      const name = token.text.toUpperCase();
      throw this.#fail(
        `INCOMPLETE_TYPE_DEFINITION.${name}`,
        `Incomplete complex type: ${name} needs its parts in angle brackets.`,
        token,
      );
    }
    const result = read();
    this.#expect(">");
    return result;
  }

  #decimal(): DataType {
    if (!this.#symbol("(")) return types.decimal(10, 0);
    const precision = this.#integer();
    const scale = this.#symbol(",") ? this.#integer() : 0;
    this.#expect(")");
    if (precision > 38) {
      throw this.#fail(
        "DECIMAL_PRECISION_EXCEEDS_MAX_PRECISION",
        `Decimal precision ${precision} exceeds max precision 38.`,
      );
    }
    if (scale > precision) {
      throw this.#fail("INVALID_DECIMAL_SCALE", `Decimal scale ${scale} is greater than its precision ${precision}.`);
    }
    return types.decimal(precision, scale);
  }

  #sized(kind: "char" | "varchar", token: Token): DataType {
    if (!this.#symbol("(")) {
      const text = `${token.text.toUpperCase()} needs a length, such as ${token.text.toUpperCase()}(10).`;
      throw this.#fail("DATATYPE_MISSING_SIZE", text, token);
    }
    const length = this.#integer();
    this.#expect(")");
    // Spark reads a collation here too, and does not tell it over Connect either.
    if (this.#word("collate")) this.#collation();
    return types[kind](length);
  }

  #collation(): string {
    let last: Token;
    do {
      last = this.#peek();
      if (last.kind !== "word" && last.kind !== "quoted") throw this.#unexpected();
      this.#at++;
    } while (this.#symbol("."));
    return last.text;
  }

  #time(): DataType {
    let precision = 6;
    if (this.#symbol("(")) {
      precision = this.#integer();
      this.#expect(")");
      if (precision > 6) {
        throw this.#fail(
          "UNSUPPORTED_TIME_PRECISION",
          `The seconds precision ${precision} of TIME is out of the supported range [0, 6].`,
        );
      }
    }
    if (this.#word("without")) this.#words("time", "zone");
    return types.time(precision);
  }

  #timestamp(): DataType {
    if (this.#word("without")) {
      this.#words("time", "zone");
      return types.timestamp_ntz;
    }
    if (this.#word("with")) this.#words("local", "time", "zone");
    return types.timestamp;
  }

  #interval(): DataType {
    const start = this.#peek().text.toLowerCase();
    const fields = [yearMonth, dayTime].find((names) => this.#peek().kind === "word" && names.includes(start));
    if (fields === undefined) return types.interval;
    this.#at++;
    let end = start;
    if (this.#word("to")) {
      end = this.#peek().text.toLowerCase();
      if (fields.indexOf(end) <= fields.indexOf(start)) throw this.#unexpected();
      this.#at++;
    }
    return fields === yearMonth
      ? { kind: "year_month_interval", start: start as YearMonthField, end: end as YearMonthField }
      : { kind: "day_time_interval", start: start as DayTimeField, end: end as DayTimeField };
  }

  #spatial(kind: "geometry" | "geography"): DataType {
    this.#expect("(");
    const srid = this.#word("any") ? "any" : this.#integer();
    this.#expect(")");
    return { kind, srid };
  }

  #integer(): number {
    const token = this.#peek();
    if (token.kind !== "number" || !/^\d{1,9}$/.test(token.text)) throw this.#unexpected();
    this.#at++;
    return Number(token.text);
  }

  #peek(): Token {
    return this.#tokens[this.#at]!;
  }

  #symbol(text: string): boolean {
    const token = this.#peek();
    if (token.kind !== "symbol" || token.text !== text) return false;
    this.#at++;
    return true;
  }

  #expect(text: string): void {
    if (!this.#symbol(text)) throw this.#unexpected();
  }

  #word(text: string): boolean {
    const token = this.#peek();
    if (token.kind !== "word" || token.text.toLowerCase() !== text) return false;
    this.#at++;
    return true;
  }

  #words(...texts: readonly string[]): void {
    for (const text of texts) if (!this.#word(text)) throw this.#unexpected();
  }

  #unexpected(): ParseError {
    const token = this.#peek();
    return syntaxError(this.#ddl, token.at, token.kind === "end" ? "end of input" : `'${token.text}'`);
  }

  #unsupported(token: Token): ParseError {
    return this.#fail("UNSUPPORTED_DATATYPE", `Unsupported data type "${token.text.toUpperCase()}".`, token);
  }

  #fail(errorClass: string, message: string, token: Token = this.#peek()): ParseError {
    const fragment = this.#ddl.slice(token.at);
    const init: ConstructorParameters<typeof SparkError>[1] = {
      errorClass,
      queryContext: [{ start: token.at, stop: this.#ddl.length, fragment }],
    };
    return new ParseError(message, init);
  }
}

/** The default collation is told by its absence. Others in the spelling that Spark gives back: `en_USA_CI`, `UTF8_LCASE`. */
function collated(name: string): DataType {
  const upper = name.toUpperCase();
  if (upper === "UTF8_BINARY") return types.string;
  if (/^(?:UTF8|UNICODE)/.test(upper)) return types.collated(upper);
  const [language, ...rest] = upper.split("_");
  const spelled = rest.map((part) => (part.length === 4 ? part[0] + part.slice(1).toLowerCase() : part));
  return types.collated([language!.toLowerCase(), ...spelled].join("_"));
}
