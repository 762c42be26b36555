/** What a SparkError carries beside its message. Every part is optional: a server need not tell. */
export interface SparkErrorInit {
  /** Spark's error class, such as `TABLE_OR_VIEW_NOT_FOUND`, or one of ours that begins with `DBSQL_`. */
  readonly errorClass?: string;
  /** Five characters, such as `42P01`. */
  readonly sqlState?: string;
  readonly messageParameters?: Readonly<Record<string, string>>;
  readonly queryContext?: readonly QueryContext[];
  /** The file, line and column of the user's own template. */
  readonly location?: SourceLocation;
  readonly operationId?: string;
  readonly cause?: unknown;
  /** The server's Java stack: kept for a debugger, never part of a message or a printout. */
  readonly serverStack?: string;
}

/** A place in the SQL text that the server blames: 0-based UTF-16 offsets, `stop` excluded. */
export interface QueryContext {
  readonly start: number;
  readonly stop: number;
  readonly fragment: string;
  readonly objectType?: string;
  readonly objectName?: string;
}

/** A place in the user's program: 1-based line and column. */
export interface SourceLocation {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/**
 * The one error family of this package. Branch on the class (`AnalysisError`, `ConnectError`…) or on `errorClass`.
 *
 * @example
 * ```ts
 * try {
 *   await spark.sql`SELECT * FROM no_such_table`.collect();
 * } catch (error) {
 *   if (error instanceof SparkError && error.errorClass === "TABLE_OR_VIEW_NOT_FOUND") console.log(error.sqlState);
 * }
 * ```
 */
export class SparkError extends Error {
  override readonly name: string = "SparkError";
  readonly errorClass: string | undefined;
  readonly sqlState: string | undefined;
  readonly messageParameters: Readonly<Record<string, string>>;
  readonly queryContext: readonly QueryContext[];
  readonly location: SourceLocation | undefined;
  readonly operationId: string | undefined;
  declare readonly serverStack: string | undefined;

  constructor(message: string, init: SparkErrorInit = {}) {
    super(message, init.cause === undefined ? undefined : { cause: init.cause });
    this.errorClass = init.errorClass;
    this.sqlState = init.sqlState;
    this.messageParameters = init.messageParameters ?? {};
    this.queryContext = init.queryContext ?? [];
    this.location = init.location;
    this.operationId = init.operationId;
    Object.defineProperty(this, "serverStack", { value: init.serverStack, enumerable: false });
  }
}

/** The query is wrong: names, types or syntax, found by Spark's analyzer or parser before anything ran. */
export class AnalysisError extends SparkError {
  override readonly name: string = "AnalysisError";
}

/** The SQL text does not parse. */
export class ParseError extends AnalysisError {
  override readonly name: string = "ParseError";
}

/** The query failed while it ran: a division by zero, a failed cast, a lost executor. */
export class ExecutionError extends SparkError {
  override readonly name: string = "ExecutionError";
}

/** The server cannot be reached, refused us, or went away. */
export class ConnectError extends SparkError {
  override readonly name: string = "ConnectError";
}

/** The environment or the options are wrong; nothing was sent. The message names the next step. */
export class ConfigError extends SparkError {
  override readonly name: string = "ConfigError";
}

/** The session is gone: closed, expired, or the server was restarted. Make a new one. */
export class SessionClosedError extends ConnectError {
  override readonly name: string = "SessionClosedError";
}

/** A value, identifier or argument that this package refuses before anything is sent. */
export class ArgumentError extends SparkError {
  override readonly name: string = "ArgumentError";
}

/** The server said something that the protocol does not allow; no row of it was handed out. */
export class ProtocolError extends SparkError {
  override readonly name: string = "ProtocolError";
}

/** A limit of this client was reached: a message, a batch or a plan larger than allowed. */
export class LimitError extends SparkError {
  override readonly name: string = "LimitError";
}

/** The server is too old, or lacks the feature. */
export class UnsupportedError extends SparkError {
  override readonly name: string = "UnsupportedError";
}

/** The caller's AbortSignal fired; the query was interrupted on the server. `cause` is the signal's reason. */
export class AbortError extends SparkError {
  override readonly name: string = "AbortError";
}
