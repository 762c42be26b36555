import { SparkError } from "../../errors/index.js";
import { type DataType, parseType } from "../../types/index.js";
import type { ColumnSchema, FunctionSchema } from "../model.js";
import { type Row, textOf } from "./session.js";

/** What `DESCRIBE FUNCTION EXTENDED` tells of a function in SQL. */
export type Signature = Pick<FunctionSchema, "kind" | "parameters" | "returns" | "returnsColumns" | "comment">;

/**
 * Reads the answer of `DESCRIBE FUNCTION EXTENDED`: one text a row, `Label: value`, rows that go on are indented. What
 * cannot be read is left out, and nothing is then claimed about a call; undefined when not even the kind is told.
 */
export function readSignature(rows: readonly Row[]): Signature | undefined {
  const parts = labelled(rows.map((row) => textOf(row, "function_desc") ?? ""));
  const kind = (parts.get("Type")?.[0] ?? "").toUpperCase();
  if (kind !== "SCALAR" && kind !== "TABLE") return undefined;
  const parameters = columnsOf(parts.get("Input") ?? []);
  const returned = parts.get("Returns") ?? [];
  const comment = parts.get("Comment")?.join("\n");
  return {
    kind: kind === "TABLE" ? "table" : "scalar",
    ...(parameters === undefined
      ? {}
      : {
          parameters: parameters.map(({ name, type, optional }) => ({ name, type, ...(optional ? { optional } : {}) })),
        }),
    ...(kind === "TABLE" ? returnedColumns(returned) : returnedType(returned)),
    ...(comment === undefined || comment === "" ? {} : { comment }),
  };
}

function returnedType(lines: readonly string[]): Pick<Signature, "returns"> {
  const type = typeOf(lines.join(" "));
  return type === undefined ? {} : { returns: type };
}

function returnedColumns(lines: readonly string[]): Pick<Signature, "returnsColumns"> {
  const columns = columnsOf(lines);
  if (columns === undefined || columns.length === 0) return {};
  return {
    returnsColumns: columns.map(({ name, type, comment }): ColumnSchema => {
      // The server does not tell whether a returned column can be NULL, so it can.
      return { name, type, nullable: true, ...(comment === undefined ? {} : { comment }) };
    }),
  };
}

/** The values under each label. A row that a value wraps into is indented as far as the first value. */
function labelled(rows: readonly string[]): ReadonlyMap<string, string[]> {
  const parts = new Map<string, string[]>();
  let open: string[] | undefined;
  for (const row of rows) {
    const found = /^([A-Z][A-Za-z ]{0,30}):(?:\s+|$)([\s\S]*)$/.exec(row);
    if (found !== null && !parts.has(found[1]!)) {
      open = [found[2]!.trim()];
      parts.set(found[1]!, open);
    } else if (/^\s/.test(row)) open?.push(row.trim());
  }
  return parts;
}

interface Described {
  readonly name: string;
  readonly type: DataType;
  readonly optional: boolean;
  readonly comment?: string;
}

/** Undefined when a line cannot be read: half a signature would be a wrong one. */
function columnsOf(lines: readonly string[]): readonly Described[] | undefined {
  const columns: Described[] = [];
  for (const line of lines) {
    if (line === "" || line === "()") continue;
    const found = /^(?:`((?:[^`]|``)+)`|(\S+))\s+([\s\S]+)$/.exec(line);
    if (found === null) return undefined;
    const { type: text, rest } = cutType(found[3]!);
    const type = typeOf(text);
    if (type === undefined) return undefined;
    const comment = /^'([\s\S]*)'$/.exec(rest)?.[1];
    columns.push({
      name: found[1]?.replaceAll("``", "`") ?? found[2]!,
      type,
      optional: /^DEFAULT\b/i.test(rest),
      ...(comment === undefined || comment === "" ? {} : { comment }),
    });
  }
  return columns;
}

/** The type ends where, outside of brackets, a default or a comment begins. */
function cutType(text: string): { readonly type: string; readonly rest: string } {
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const char = text[at]!;
    if (char === "<" || char === "(") depth++;
    else if (char === ">" || char === ")") depth--;
    else if (depth === 0 && (char === "'" || /^\sDEFAULT\b/i.test(text.slice(at, at + 9)))) {
      return { type: text.slice(0, at).trim(), rest: text.slice(at).trim() };
    }
  }
  return { type: text.trim(), rest: "" };
}

/** The type behind its DDL text; undefined when the text is none that we know. */
export function typeOf(text: string): DataType | undefined {
  try {
    // `parseType` takes a list of columns as well; a type never holds white space but in an interval's name.
    const type = parseType(`array<${text}>`);
    return type.kind === "array" ? type.element : undefined;
  } catch (error) {
    if (error instanceof SparkError) return undefined;
    throw error;
  }
}
