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
export interface Fields {
  any(key: string): Json;
  text(key: string): string;
  optionalText(key: string): string | undefined;
  flag(key: string): boolean;
  optionalFlag(key: string): boolean | undefined;
  list(key: string): readonly Json[];
  optionalTexts(key: string): readonly string[] | undefined;
  oneOf<const T extends string>(key: string, allowed: readonly T[]): T;
}

export function fields(value: Json, where: string): Fields {
  if (!isRecord(value)) throw malformed(where, "an object");
  const any = (key: string): Json => (Object.hasOwn(value, key) ? value[key] : undefined);
  const check = <T extends Json>(key: string, is: (found: Json) => found is T, wanted: string): T => {
    const found = any(key);
    if (!is(found)) throw malformed(`\`${key}\` of ${where}`, wanted);
    return found;
  };
  const optional = <T extends Json>(key: string, is: (found: Json) => found is T, wanted: string): T | undefined =>
    any(key) === undefined ? undefined : check(key, is, wanted);
  return {
    any,
    text: (key) => check(key, isText, "text"),
    optionalText: (key) => optional(key, isText, "text"),
    flag: (key) => check(key, isFlag, "true or false"),
    optionalFlag: (key) => optional(key, isFlag, "true or false"),
    list: (key) => check(key, isList, "a list"),
    optionalTexts: (key) => optional(key, isTexts, "a list of texts"),
    oneOf: (key, allowed) =>
      check(
        key,
        (found): found is (typeof allowed)[number] => (allowed as readonly Json[]).includes(found),
        `one of ${allowed.join(", ")}`,
      ),
  };
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
