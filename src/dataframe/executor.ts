import type { Command, Relation } from "../plan/index.js";
import type { StructType } from "../types/index.js";

/** The port through which DataFrames and sessions reach a server. `connect/` implements it. */
export interface Executor {
  /** Runs a relation. Nothing is sent before the first `next()`; ending the iteration early releases the query. */
  execute(relation: Relation, options?: ExecuteOptions): ResultStream;
  /**
   * Runs a command once. A SQL command answers with the relation that holds its result (`sqlResult`): for a query the
   * relation itself, for DDL or INSERT the rows that the command left behind.
   */
  command(command: Command, options?: ExecuteOptions): Promise<CommandResult>;
  /** One AnalyzePlan request. */
  analyze<K extends AnalyzeRequest["kind"]>(
    request: Extract<AnalyzeRequest, { kind: K }>,
    options?: ExecuteOptions,
  ): Promise<AnalyzeResults[K]>;
  config: ConfigPort;
  /** The server's version, such as `4.2.0`; undefined when it cannot say (Sail). */
  readonly serverVersion: string | undefined;
  /** The session is over: closed by us, expired, or gone with its server. Nothing can be sent any more. */
  readonly closed: boolean;
  /** Ends the session: releases it on the server when it is ours, and closes the connection. Idempotent. */
  close(): Promise<void>;
}

export interface ExecuteOptions {
  readonly signal?: AbortSignal;
}

/**
 * The batches of one result, in order, each checked before it is handed out. Hand-written iterator: `return()` cancels.
 * `schema` is known once the first batch or the end was reached.
 */
export interface ResultStream extends AsyncIterableIterator<ResultBatch> {
  readonly schema: StructType | undefined;
}

export interface ResultBatch {
  readonly rowCount: number;
  readonly schema: StructType;
  /** The batch as one complete Arrow IPC stream (schema, batch, end), validated, not compressed or with its codec named. */
  readonly ipc: Uint8Array;
  /** Rows as objects keyed by column name. Throws when two columns share a name. */
  rows(): Record<string, unknown>[];
  /** Rows as arrays in column order. */
  arrays(): unknown[][];
}

export interface CommandResult {
  readonly sqlResult?: Relation;
}

export const explainModes = ["simple", "extended", "codegen", "cost", "formatted"] as const;
export type ExplainMode = (typeof explainModes)[number];
export type AnalyzeRequest =
  | { readonly kind: "schema"; readonly relation: Relation }
  | { readonly kind: "explain"; readonly relation: Relation; readonly mode: ExplainMode }
  | { readonly kind: "treeString"; readonly relation: Relation; readonly level?: number }
  | { readonly kind: "isLocal"; readonly relation: Relation }
  | { readonly kind: "isStreaming"; readonly relation: Relation }
  | { readonly kind: "inputFiles"; readonly relation: Relation }
  | { readonly kind: "sparkVersion" }
  | { readonly kind: "ddlParse"; readonly ddl: string };
export interface AnalyzeResults {
  readonly schema: StructType;
  readonly explain: string;
  readonly treeString: string;
  readonly isLocal: boolean;
  readonly isStreaming: boolean;
  readonly inputFiles: readonly string[];
  readonly sparkVersion: string;
  readonly ddlParse: StructType;
}

export interface ConfigPort {
  get(key: string): Promise<string>;
  getOption(key: string): Promise<string | undefined>;
  getWithDefault(key: string, fallback: string): Promise<string>;
  getAll(prefix?: string): Promise<Readonly<Record<string, string>>>;
  set(entries: Readonly<Record<string, string>>): Promise<void>;
  unset(key: string): Promise<void>;
  isModifiable(key: string): Promise<boolean>;
}
