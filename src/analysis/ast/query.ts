import type { DataType } from "../../types/index.js";
import type { Call, Expression, HoleExpression, ParameterMarker, SortItem, WindowSpec } from "./expression.js";
import type { Ident, Name, Span } from "./span.js";

/** `WITH … term ORDER BY … LIMIT …`. */
export interface Query extends Span {
  readonly kind: "query";
  readonly ctes: Ctes | undefined;
  readonly body: QueryTerm;
  readonly organization: Organization;
}

export interface Ctes extends Span {
  readonly recursive: boolean;
  readonly items: readonly Cte[];
}
export interface Cte extends Span {
  readonly name: Ident;
  readonly columns: readonly Ident[] | undefined;
  readonly query: Query;
}

/** ORDER BY and what follows it. */
export interface Organization extends Span {
  readonly orderBy: readonly SortItem[];
  readonly clusterBy: readonly Expression[];
  readonly distributeBy: readonly Expression[];
  readonly sortBy: readonly SortItem[];
  readonly windows: readonly NamedWindow[];
  readonly limit: Expression | undefined;
  readonly offset: Expression | undefined;
}
export interface NamedWindow extends Span {
  readonly name: Ident;
  readonly spec: WindowSpec;
}

export type QueryTerm =
  | Select
  | SetOperation
  | Pipe
  | TableQuery
  | Values
  | NestedQuery
  | FromQuery
  | Transform
  | OpaqueQuery;
export type QueryTermKind = QueryTerm["kind"];
export type QueryTermOf<K extends QueryTermKind> = Extract<QueryTerm, { readonly kind: K }>;

export interface Select extends Span {
  readonly kind: "select";
  readonly distinct: boolean;
  readonly items: readonly Expression[];
  /** Several relations separated by commas. */
  readonly from: readonly Relation[];
  readonly lateralViews: readonly LateralView[];
  readonly where: Expression | undefined;
  readonly groupBy: GroupBy | undefined;
  readonly having: Expression | undefined;
  readonly windows: readonly NamedWindow[];
  readonly qualify: Expression | undefined;
}
export interface GroupBy extends Span {
  readonly items: readonly GroupingItem[];
  /** `GROUP BY a, b WITH ROLLUP`, `… WITH CUBE`, `… GROUPING SETS (…)`. */
  readonly trailing: "ROLLUP" | "CUBE" | "SETS" | undefined;
  readonly trailingSets: readonly GroupingItem[];
}
export type GroupingItem =
  | { readonly kind: "expression"; readonly expression: Expression }
  | { readonly kind: "ROLLUP" | "CUBE" | "SETS"; readonly sets: readonly GroupingItem[] }
  | { readonly kind: "set"; readonly expressions: readonly Expression[] };

export type SetOperator = "UNION" | "INTERSECT" | "EXCEPT";
export interface SetOperation extends Span {
  readonly kind: "setOperation";
  readonly operator: SetOperator;
  readonly all: boolean;
  readonly left: QueryTerm;
  readonly right: QueryTerm;
}
export interface TableQuery extends Span {
  readonly kind: "tableQuery";
  readonly table: TableRelation;
}
export interface Values extends Span, Aliased {
  readonly kind: "values";
  readonly rows: readonly Expression[];
}
export interface NestedQuery extends Span {
  readonly kind: "nested";
  readonly query: Query;
}
/** `FROM t SELECT …` with one or several bodies, or `FROM t` alone. */
export interface FromQuery extends Span {
  readonly kind: "fromQuery";
  readonly from: readonly Relation[];
  readonly lateralViews: readonly LateralView[];
  readonly bodies: readonly {
    readonly select: Select | undefined;
    readonly transform: TransformColumns | undefined;
    readonly organization: Organization;
  }[];
}
/** `SELECT TRANSFORM (…) USING 'script' AS (…)`, MAP and REDUCE: the script gets the list, and gives the columns. */
export interface Transform extends Span {
  readonly kind: "transform";
  readonly select: Select;
  readonly columns: TransformColumns;
}
export type TransformColumns = readonly { readonly name: Ident; readonly type: DataType | undefined }[];
/** A query of which nothing is known. */
export interface OpaqueQuery extends Span {
  readonly kind: "opaqueQuery";
}
export interface Pipe extends Span {
  readonly kind: "pipe";
  readonly input: QueryTerm;
  readonly operator: PipeOperator;
}
export type PipeOperator =
  | { readonly kind: "select"; readonly select: Select }
  | { readonly kind: "extend"; readonly items: readonly Expression[] }
  | { readonly kind: "set"; readonly assignments: readonly { readonly target: Name; readonly value: Expression }[] }
  | { readonly kind: "drop"; readonly names: readonly Name[] }
  | { readonly kind: "as"; readonly name: Ident }
  | { readonly kind: "where"; readonly condition: Expression; readonly windows: readonly NamedWindow[] }
  | { readonly kind: "pivot"; readonly pivot: Pivot }
  | { readonly kind: "unpivot"; readonly unpivot: Unpivot }
  | { readonly kind: "sample"; readonly sample: Sample }
  | { readonly kind: "join"; readonly join: JoinStep }
  | {
      readonly kind: "setOperation";
      readonly operator: SetOperator;
      readonly all: boolean;
      readonly right: QueryTerm;
    }
  | { readonly kind: "organization"; readonly organization: Organization }
  | { readonly kind: "aggregate"; readonly items: readonly Expression[]; readonly groupBy: GroupBy | undefined };
export type PipeOperatorKind = PipeOperator["kind"];
export type PipeOperatorOf<K extends PipeOperatorKind> = Extract<PipeOperator, { readonly kind: K }>;

export type Relation =
  | TableRelation
  | SubqueryRelation
  | NestedRelation
  | Values
  | FunctionRelation
  | JoinRelation
  | PivotRelation
  | UnpivotRelation
  | LateralRelation
  | OpaqueRelation;
export type RelationKind = Relation["kind"];
export type RelationOf<K extends RelationKind> = Extract<Relation, { readonly kind: K }>;

export interface Aliased {
  readonly alias: Ident | undefined;
  readonly columns: readonly Ident[] | undefined;
}
export interface TableRelation extends Span, Aliased {
  readonly kind: "table";
  readonly name: Name;
  /** The whole name is a hole. */
  readonly hole: number | undefined;
  /** Expressions of AS OF, which see no column. */
  readonly constants: readonly Expression[];
  readonly timeTravel: boolean;
  readonly sample?: Sample | undefined;
  /** A stream or a change feed adds columns that we do not know. */
  readonly changes: boolean;
}
/** TABLESAMPLE. */
export interface Sample {
  /** How many rows it takes. */
  readonly rows: Expression | undefined;
  /** The holes and markers among its numbers: of the percentage, of the buckets, of the seed. */
  readonly numbers: readonly (ParameterMarker | HoleExpression)[];
}
export interface SubqueryRelation extends Span, Aliased {
  readonly kind: "subquery";
  readonly query: Query;
  readonly sample?: Sample | undefined;
}
export interface NestedRelation extends Span, Aliased {
  readonly kind: "nestedRelation";
  readonly relation: Relation;
  readonly sample?: Sample | undefined;
}
export interface FunctionRelation extends Span, Aliased {
  readonly kind: "function";
  readonly call: Call;
}
export interface LateralRelation extends Span {
  readonly kind: "lateral";
  readonly relation: Relation;
}
export type JoinType = "INNER" | "CROSS" | "LEFT" | "RIGHT" | "FULL" | "SEMI" | "ANTI";
export interface JoinStep extends Span {
  readonly type: JoinType;
  readonly natural: boolean;
  readonly lateral: boolean;
  readonly right: Relation;
  readonly on: Expression | undefined;
  readonly using: readonly Ident[] | undefined;
  /** `NEAREST … BY`. */
  readonly nearest: Expression | undefined;
}
export interface JoinRelation extends Span {
  readonly kind: "join";
  readonly left: Relation;
  readonly join: JoinStep;
}
export interface Pivot extends Span {
  readonly aggregates: readonly Expression[];
  readonly columns: readonly Ident[];
  readonly values: readonly { readonly expression: Expression; readonly alias: Ident | undefined }[];
  readonly alias: Ident | undefined;
}
export interface PivotRelation extends Span {
  readonly kind: "pivot";
  readonly input: Relation;
  readonly pivot: Pivot;
}
export interface Unpivot extends Span {
  readonly includeNulls: boolean;
  readonly valueColumns: readonly Ident[];
  readonly nameColumn: Ident;
  readonly sets: readonly { readonly columns: readonly Name[]; readonly alias: Ident | undefined }[];
  readonly alias: Ident | undefined;
}
export interface UnpivotRelation extends Span {
  readonly kind: "unpivot";
  readonly input: Relation;
  readonly unpivot: Unpivot;
}
export interface OpaqueRelation extends Span, Aliased {
  readonly kind: "opaqueRelation";
}
export interface LateralView extends Span {
  readonly outer: boolean;
  readonly call: Call;
  readonly table: Ident;
  readonly columns: readonly Ident[];
}
