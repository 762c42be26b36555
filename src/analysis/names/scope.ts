import type { Cte, Expression, Ident, NamedWindow, Query, Span, Statement } from "../ast/index.js";
import type { Context } from "../context.js";
import type { Resolved } from "../resolve/resolved.js";
import type { OuterUses } from "./outer-uses.js";
import type { Rel } from "./relation.js";

/** The common table expressions that a query sees: the nearest first. */
export interface CteEntry {
  readonly name: string;
  readonly cte: Cte;
  /** Undefined while its own text is being read. */
  rel: Rel | undefined;
  readonly recursive: boolean;
}
export interface Ctes {
  readonly entry: CteEntry;
  readonly next: Ctes | undefined;
}

/** What holds for a whole query: where its names come from beside FROM. */
export interface Env {
  readonly ctx: Context;
  readonly ctes: Ctes | undefined;
  /** The query around a subquery, whose columns the subquery may name. */
  readonly outer: Scope | undefined;
  /** What WINDOW clauses around name, the nearest last: known wherever FROM leads, but in no subquery of an expression. */
  readonly windows?: readonly NamedWindow[] | undefined;
  /** The variables of the script around, the nearest block first. */
  readonly variables?: VariableFrame | undefined;
  /** The name of the persistent view that is made of the query: what the session alone has cannot stand in it. */
  readonly persistent?: string | undefined;
  readonly tools: Tools;
}

/** A variable of a script or of the session. */
export interface Variable {
  readonly name: string;
  readonly type: Resolved["type"];
  readonly nullable: boolean;
  readonly id: number;
  /** Where the text declares it. */
  readonly declared?: Span;
  /** Where its declaration ends: its own default does not see it. */
  readonly knownFrom?: number;
}
export interface VariableFrame {
  /** Of the block, or the name of the FOR variable whose columns these are. */
  readonly label: string | undefined;
  /** The columns of a FOR row that is not known: any name may be one. */
  readonly isOpen: boolean;
  /** By name in lower case. */
  readonly variables: Map<string, Variable>;
  /** The temporary views that the block has made so far. */
  readonly views: Map<string, Rel>;
  readonly next: VariableFrame | undefined;
}

/** What an expression sees. */
export interface Scope {
  readonly env: Env;
  /** Searched in this order. */
  readonly layers: readonly Rel[];
  readonly clause: Clause;
  readonly windows: readonly NamedWindow[];
  /** The aliases of the items before this one in the SELECT list. */
  readonly aliases?: LateralAliases | undefined;
  /** The columns of the generators in the SELECT list. */
  readonly generated?: Rel | undefined;
  /** In GROUP BY: the item of the SELECT list that has this alias. */
  readonly groupAliases?: ((name: string) => Resolved | undefined) | undefined;
  readonly lambda?: LambdaFrame | undefined;
  /** In HAVING: the ids of the columns that are grouped by. Any other is looked for in the list. */
  readonly groupedColumns?: ReadonlySet<number> | undefined;
  /** Keys of expressions that ROLLUP, CUBE and GROUPING SETS may turn into NULL. */
  readonly grouped?: ReadonlySet<string> | undefined;
  /** Set while the arguments of an aggregate are read. */
  readonly insideAggregate?: boolean | undefined;
  readonly insideWindow?: boolean | undefined;
  /** What the subquery that is being read uses of this query. */
  readonly uses?: OuterUses | undefined;
}

/** Passed down, so that expressions and queries need not import each other. */
export interface Tools {
  readonly expression: (node: Expression, scope: Scope) => Resolved;
  readonly query: (query: Query, env: Env) => Rel;
  /** The columns that a statement gives, if it gives any. */
  readonly statement: (statement: Statement, env: Env) => Rel | undefined;
  /** Reads the text of a context: what EXECUTE IMMEDIATE executes. */
  readonly text: (ctx: Context) => { readonly statement: Statement; readonly rel: Rel | undefined };
}

export type Clause =
  | "select"
  | "where"
  | "groupBy"
  | "having"
  | "qualify"
  | "orderBy"
  | "distributeBy"
  | "on"
  | "generator"
  | "values"
  | "pivot"
  | "limit"
  | "assignment"
  | "pipe";

export interface LateralAliases {
  /** Lower-case name → the items that have it. */
  readonly named: Map<string, { readonly resolved: Resolved; readonly id: number }[]>;
}

export interface LambdaFrame {
  readonly names: readonly Ident[];
  readonly variables: readonly { readonly type: Resolved["type"]; readonly nullable: boolean }[];
  readonly next: LambdaFrame | undefined;
}

export function findCte(ctes: Ctes | undefined, name: string): CteEntry | undefined {
  const wanted = name.toLowerCase();
  for (let at = ctes; at; at = at.next) if (at.entry.name === wanted) return at.entry;
  return undefined;
}
