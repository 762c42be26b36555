import { ArgumentError } from "../errors/index.js";

/** The value of an option or of a setting: Spark takes text, and these have one text only. */
export type OptionValue = string | number | bigint | boolean;

const texts: ReadonlySet<string> = new Set(["string", "number", "bigint", "boolean"]);

/** @throws ArgumentError for a value that has no text of its own, naming the key and never the value */
export function optionText(key: string, value: OptionValue): string {
  if (texts.has(typeof value)) return String(value);
  throw new ArgumentError(
    `The option ${JSON.stringify(key)} takes text, a number or a boolean, not ${describe(value)}.`,
    {
      errorClass: "DBSQL_BAD_OPTION",
    },
  );
}

export function optionTexts(options: Readonly<Record<string, OptionValue>>): Record<string, string> {
  return Object.fromEntries(Object.entries(options).map(([key, value]) => [key, optionText(key, value)]));
}

const describe = (value: unknown): string => (value === null ? "null" : `a value of type ${typeof value}`);
