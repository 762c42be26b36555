import type { Relation } from "./relation.js";

/** A plan that changes something. It runs once, at once, and is never sent a second time by us. */
export type Command = SqlCommand | CreateView | WriteOperation;

export interface SqlCommand {
  readonly kind: "sqlCommand";
  /** A `sql` relation, or one under `withRelations`. */
  readonly input: Relation;
}
export interface CreateView {
  readonly kind: "createView";
  readonly input: Relation;
  readonly name: string;
  readonly global: boolean;
  readonly replace: boolean;
}
export type SaveMode = "append" | "overwrite" | "error" | "errorifexists" | "ignore";
export interface WriteOperation {
  readonly kind: "write";
  readonly input: Relation;
  readonly source?: string;
  readonly mode: SaveMode;
  readonly target:
    | { readonly kind: "path"; readonly path?: string }
    | { readonly kind: "table"; readonly name: string; readonly method: "saveAsTable" | "insertInto" };
  readonly partitionBy: readonly string[];
  readonly clusterBy: readonly string[];
  readonly sortBy: readonly string[];
  readonly bucketBy?: { readonly buckets: number; readonly columns: readonly string[] };
  readonly options: Readonly<Record<string, string>>;
}
