import { ConfigError } from "../errors/index.js";

export type Json = undefined | null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

export const cacheErrorClass = "DBSQL_SCHEMA_CACHE";

/** The cache holds something that `dbsql pull-schema` never writes. */
export function malformed(where: string, wanted: string): ConfigError {
  return new ConfigError(`${where} is not ${wanted}: run \`dbsql pull-schema\` to write the cache again.`, {
    errorClass: cacheErrorClass,
  });
}

export function isRecord(value: Json): value is { readonly [key: string]: Json } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Typed reads of one object; only own members count, so that a key `__proto__` or `constructor` is data. */
export class Fields {
  readonly #record: { readonly [key: string]: Json };
  readonly #where: string;

  constructor(record: { readonly [key: string]: Json }, where: string) {
    this.#record = record;
    this.#where = where;
  }

  any(key: string): Json {
    return Object.hasOwn(this.#record, key) ? this.#record[key] : undefined;
  }

  text(key: string): string {
    return this.#checked(key, isText, "text");
  }

  optionalText(key: string): string | undefined {
    return this.#optional(key, isText, "text");
  }

  flag(key: string): boolean {
    return this.#checked(key, isFlag, "true or false");
  }

  optionalFlag(key: string): boolean | undefined {
    return this.#optional(key, isFlag, "true or false");
  }

  list(key: string): readonly Json[] {
    return this.#checked(key, isList, "a list");
  }

  optionalTexts(key: string): readonly string[] | undefined {
    return this.#optional(key, isTexts, "a list of texts");
  }

  oneOf<const T extends string>(key: string, allowed: readonly T[]): T {
    const is = (found: Json): found is T => (allowed as readonly Json[]).includes(found);
    return this.#checked(key, is, `one of ${allowed.join(", ")}`);
  }

  #optional<T extends Json>(key: string, is: (found: Json) => found is T, wanted: string): T | undefined {
    return this.any(key) === undefined ? undefined : this.#checked(key, is, wanted);
  }

  #checked<T extends Json>(key: string, is: (found: Json) => found is T, wanted: string): T {
    const found = this.any(key);
    if (!is(found)) throw malformed(`\`${key}\` of ${this.#where}`, wanted);
    return found;
  }
}

export function fields(value: Json, where: string): Fields {
  if (!isRecord(value)) throw malformed(where, "an object");
  return new Fields(value, where);
}

function isText(value: Json): value is string {
  return typeof value === "string";
}
function isFlag(value: Json): value is boolean {
  return typeof value === "boolean";
}
function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}
function isTexts(value: Json): value is readonly string[] {
  return isList(value) && value.every(isText);
}
