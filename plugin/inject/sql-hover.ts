import { analyzeWith } from "../../src/analysis/analyze.js";
import type { AnalyzeOptions, ColumnOrigin } from "../../src/analysis/contract.js";
import type { FunctionSchema, TableSchema } from "../../src/schema/model.js";
import { type DataType, formatType } from "../../src/types/index.js";
import type { OffsetRange } from "./veil.js";

/** What there is to say of a name in SQL. */
export interface SqlFact extends OffsetRange {
  /** One line of code, such as `(column) amount: decimal(12,2)`. */
  readonly signature: string;
  readonly documentation?: string;
  /** The table column it is, for go to definition. */
  readonly origin?: ColumnOrigin;
  readonly table?: Pick<TableSchema, "catalog" | "schema" | "name">;
}

interface ObservedColumn {
  readonly name: string;
  readonly type: DataType;
  readonly nullable: boolean;
  readonly comment?: string;
  readonly origin?: ColumnOrigin;
}

/** The analyser's observations, by kind. */
type Observed =
  | { readonly kind: "column"; readonly column: ObservedColumn }
  | { readonly kind: "table"; readonly table: TableSchema }
  | { readonly kind: "cte" }
  | { readonly kind: "function"; readonly name: string }
  | { readonly kind: "userFunction"; readonly function: FunctionSchema };

type ObservedOf<K extends Observed["kind"]> = Extract<Observed, { readonly kind: K }>;

const facts: {
  readonly [K in Observed["kind"]]: (observed: ObservedOf<K>, word: string) => Omit<SqlFact, "start" | "end">;
} = {
  column: ({ column }) => ({
    signature: `(column) ${column.name}: ${typeText(column.type, column.nullable)}`,
    ...documented(column.comment),
    ...(column.origin === undefined ? {} : { origin: column.origin }),
  }),
  table: ({ table }) => ({
    signature: `(${table.kind.replaceAll("_", " ")}) ${table.catalog}.${table.schema}.${table.name}`,
    documentation: [
      ...(table.comment === undefined ? [] : [table.comment, ""]),
      ...table.columns.map(({ name, type, nullable }) => `${name}: ${typeText(type, nullable)}`),
    ].join("\n"),
    table,
  }),
  cte: (_, word) => ({ signature: `(common table expression) ${word}` }),
  function: (_, word) => ({ signature: `(function) ${word}` }),
  userFunction: ({ function: routine }) => ({
    signature: `(function) ${routine.catalog}.${routine.schema}.${routine.name}`,
    ...documented(routine.comment),
  }),
};

function documented(text: string | undefined): { readonly documentation?: string } {
  return text === undefined ? {} : { documentation: text };
}

function typeText(type: DataType, nullable: boolean): string {
  return `${formatType(type)}${nullable ? "" : " NOT NULL"}`;
}

/** What the name at an offset of a query's text stands for. */
export function factAt(text: string, offset: number, options: AnalyzeOptions): SqlFact | undefined {
  let found: SqlFact | undefined;
  analyzeWith(text, options, {
    resolved: ({ start, end }, observed) => {
      if (start > offset || offset > end) return;
      if (found !== undefined && found.end - found.start <= end - start) return;
      const fact = describe(observed, text.slice(start, end));
      if (fact !== undefined) found = { start, end, ...fact };
    },
  });
  return found;
}

function describe(observed: unknown, word: string): Omit<SqlFact, "start" | "end"> | undefined {
  if (typeof observed !== "object" || observed === null || !("kind" in observed)) return undefined;
  const { kind } = observed as { readonly kind: unknown };
  if (typeof kind !== "string" || !Object.hasOwn(facts, kind)) return undefined;
  const tell = facts[kind as Observed["kind"]] as (observed: Observed, word: string) => Omit<SqlFact, "start" | "end">;
  return tell(observed as Observed, word);
}
