import { readType } from "../../functions/notation.js";
import type { DataType } from "../../types/index.js";
import type { GeneratedColumn } from "./call.js";
import { isUnknown, sameType, string } from "./kinds.js";
import { type Arg, mismatch, type ResultRule, type RuleOutcome, typed } from "./rule.js";

/** Generators and table functions: rows of columns. The type of the call is its first column's. */
function rows(columns: readonly GeneratedColumn[]): RuleOutcome {
  return typed(columns[0]?.type, { columns, nullable: columns[0]?.nullable ?? true });
}

const outer = (columns: readonly GeneratedColumn[]): readonly GeneratedColumn[] =>
  columns.map((column) => ({ ...column, nullable: true }));

function exploded(args: readonly Arg[]): readonly GeneratedColumn[] | "NULL" | undefined {
  const type = args[0]?.type;
  if (type?.kind === "void") return "NULL";
  if (type?.kind === "array") return [{ name: "col", type: type.element, nullable: type.containsNull }];
  if (type?.kind !== "map") return undefined;
  return [
    { name: "key", type: type.key, nullable: false },
    { name: "value", type: type.value, nullable: type.valueContainsNull },
  ];
}

const position: GeneratedColumn = { name: "pos", type: { kind: "int" }, nullable: false };

/** `stack(n, …)`: the values fill n rows from left to right. Nothing is cast: those of a column are of one type. */
const stack: ResultRule = (args) => {
  const count = Number(args[0]?.source.constant ?? Number.NaN);
  if (!Number.isInteger(count) || count < 1) return undefined;
  const values = args.slice(1);
  const width = Math.ceil(values.length / count);
  const columns: GeneratedColumn[] = [];
  for (let i = 0; i < width; i++) {
    const types = values.filter((_, k) => k % width === i).map((arg) => arg.type);
    const known = types.filter((type) => type.kind !== "void");
    if (known.some(isUnknown)) return undefined;
    const [type = types[0]] = known;
    if (!type) return undefined;
    if (known.some((one) => !sameType(one, type))) return mismatch("STACK_COLUMN_DIFF_TYPES");
    columns.push({ name: `col${i}`, type, nullable: true });
  }
  return rows(columns);
};

export const generatorRules: Readonly<Record<string, ResultRule>> = {
  explode: (args, word) => {
    const columns = exploded(args);
    if (columns === "NULL") return mismatch("UNEXPECTED_INPUT_TYPE", 0);
    return columns && rows(word === "outer" ? outer(columns) : columns);
  },
  posexplode: (args, word) => {
    const columns = exploded(args);
    if (columns === "NULL") return mismatch("UNEXPECTED_INPUT_TYPE", 0);
    return columns && rows(word === "outer" ? outer([position, ...columns]) : [position, ...columns]);
  },
  inline: (args, word) => {
    const list = args[0]?.type;
    if (list?.kind !== "array" || list.element.kind !== "struct") return undefined;
    const columns = list.element.fields.map(({ name, type, nullable }) => ({
      name,
      type,
      nullable: nullable || list.containsNull,
    }));
    return rows(word === "outer" ? outer(columns) : columns);
  },
  stack,
  jsonTuple: (args) => {
    const type = args[0]?.type.kind === "string" ? args[0].type : string;
    return rows(args.slice(1).map((_, i) => ({ name: `c${i}`, type, nullable: true })));
  },
  columns: (args, word) => {
    if (args.some((arg) => isUnknown(arg.type))) return undefined;
    const type: DataType = readType(`struct<${word}>`);
    return type.kind === "struct" ? rows(type.fields) : undefined;
  },
};
