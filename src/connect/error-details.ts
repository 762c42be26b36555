import { status } from "@grpc/grpc-js";
import {
  AnalysisError,
  ConnectError,
  ExecutionError,
  LimitError,
  ParseError,
  SessionClosedError,
  type SourceLocation,
  SparkError,
  type SparkErrorInit,
  UnsupportedError,
} from "../errors/index.js";
import type {
  FetchErrorDetailsResponse,
  FetchErrorDetailsResponse_Error as ServerError,
} from "../gen/protobuf/spark/connect/base.js";
import type { Sql, TemplateOrigin } from "../plan/index.js";
import { type ErrorPlace, placeInSql } from "./error-place.js";
import type { RpcFailure } from "./rpc-failure.js";

/** What is known at the call that failed. */
export interface FailureContext {
  /** The server as the user named it, for messages: `sc://host:port (SPARK_REMOTE)`. */
  readonly server: string;
  readonly operationId?: string;
  /** The SQL texts of the plan: one of them is to blame, if any. */
  readonly sql?: readonly Sql[];
  /** One attempt at the rest of the error; undefined when there is none. */
  fetch?(errorId: string): Promise<FetchErrorDetailsResponse | undefined>;
  readonly locate?: Locate;
}

/** Where in the user's program the SQL text at a UTF-16 offset was written. */
export type Locate = (origin: TemplateOrigin, start: number) => SourceLocation | undefined;

type SparkErrorClass = new (message: string, init?: SparkErrorInit) => SparkError;

/** By the first class of the server's hierarchy that is named here. */
const byJavaClass: ReadonlyMap<string, SparkErrorClass> = new Map<string, SparkErrorClass>([
  ["org.apache.spark.sql.catalyst.parser.ParseException", ParseError],
  ["org.apache.spark.sql.AnalysisException", AnalysisError],
  ["org.apache.spark.sql.streaming.StreamingQueryException", ExecutionError],
  ["org.apache.spark.SparkException", ExecutionError],
  ["org.apache.spark.SparkUpgradeException", ExecutionError],
  ["java.lang.UnsupportedOperationException", UnsupportedError],
  ["java.lang.ArithmeticException", ExecutionError],
  ["java.lang.ArrayIndexOutOfBoundsException", ExecutionError],
  ["java.lang.NumberFormatException", ExecutionError],
  ["java.time.DateTimeException", ExecutionError],
  ["java.util.NoSuchElementException", SparkError],
  ["java.lang.IllegalArgumentException", SparkError],
]);

/** A chain of causes is short; a hostile server may close it into a ring. */
const maxCauses = 5;

/** Says what a failed call means, with all that the server tells. Never fails itself: the first error is the one that counts. */
export async function toSparkError(failure: RpcFailure, context: FailureContext): Promise<SparkError> {
  const errorId = failure.info.metadata?.get("errorId");
  let details: FetchErrorDetailsResponse | undefined;
  if (errorId !== undefined && context.fetch !== undefined) {
    try {
      details = await context.fetch(errorId);
    } catch {
      // The trailer alone then has to do.
    }
  }
  const own = clientSide(failure, context);
  if (own !== undefined) return own;
  return fromServer(failure, details, context);
}

function fromServer(
  failure: RpcFailure,
  details: FetchErrorDetailsResponse | undefined,
  context: FailureContext,
): SparkError {
  const errors = details?.errors ?? [];
  const root = details?.rootErrorIdx === undefined ? undefined : errors[details.rootErrorIdx];
  const metadata = failure.info.metadata;
  const message = root?.message || failure.info.message || failure.details || `gRPC status ${failure.code}`;
  const classes = root?.errorTypeHierarchy ?? jsonList(metadata?.get("classes")) ?? [failure.info.reason ?? ""];
  const throwable = root?.sparkThrowable;
  const errorClass = throwable?.errorClass || failure.errorClass;
  const place = placeInSql(message, throwable?.queryContexts ?? [], context.sql ?? []);
  const location = locate(place, context);
  const Class = classFor(errorClass, classes);
  return new Class(
    location === undefined ? message : `${message}\n  at ${location.file}:${location.line}:${location.column}`,
    {
      ...init("errorClass", errorClass),
      ...init("sqlState", throwable?.sqlState || metadata?.get("sqlState")),
      messageParameters: parametersOf(throwable) ?? jsonStrings(metadata?.get("messageParameters")) ?? {},
      queryContext: place.contexts,
      ...init("location", location),
      ...init("operationId", context.operationId),
      ...init("cause", causeOf(root, errors)),
      ...init("serverStack", stackOf(root) ?? metadata?.get("stackTrace")),
    },
  );
}

/** A key whose value is left out when there is none. */
const init = <K extends string, V>(key: K, value: V | undefined): { [P in K]?: V } =>
  (value === undefined ? {} : { [key]: value }) as { [P in K]?: V };

function classFor(errorClass: string | undefined, classes: readonly string[]): SparkErrorClass {
  if (errorClass?.startsWith("INVALID_HANDLE.SESSION_")) return SessionClosedError;
  if (errorClass?.startsWith("INVALID_HANDLE.") || errorClass?.startsWith("INVALID_CURSOR.")) return ConnectError;
  for (const name of classes) {
    const found = byJavaClass.get(name);
    if (found !== undefined) return found;
  }
  return ExecutionError;
}

/** Failures of the wire itself, of which the server knows nothing. */
function clientSide(failure: RpcFailure, { server, operationId }: FailureContext): SparkError | undefined {
  const more = init("operationId", operationId);
  const { code, details, explained } = failure;
  if (failure.is("INVALID_HANDLE.OPERATION_ABANDONED")) {
    return new ConnectError(
      `The server gave the query up, because nobody was connected to it for too long (${details}). Run it again when the connection is back.`,
      { errorClass: "INVALID_HANDLE.OPERATION_ABANDONED", ...more },
    );
  }
  if (explained) return undefined;
  switch (code) {
    case status.UNAVAILABLE:
      return new ConnectError(
        `The connection to ${server} was lost and did not come back: ${details}. Check that the server runs.`,
        {
          errorClass: "DBSQL_UNAVAILABLE",
          ...more,
        },
      );
    case status.UNAUTHENTICATED:
      return new ConnectError(
        `${server} refused the credentials: ${details}. Check the token: ;token=… in the connection string, or SPARK_CONNECT_AUTHENTICATE_TOKEN.`,
        { errorClass: "DBSQL_UNAUTHENTICATED", ...more },
      );
    case status.PERMISSION_DENIED:
      return new ConnectError(`${server} does not let this user in: ${details}.`, {
        errorClass: "DBSQL_PERMISSION_DENIED",
        ...more,
      });
    case status.DEADLINE_EXCEEDED:
      return new ConnectError(`${server} did not answer in time: ${details}.`, {
        errorClass: "DBSQL_DEADLINE_EXCEEDED",
        ...more,
      });
    case status.RESOURCE_EXHAUSTED:
      return new LimitError(
        `A message is larger than this connection allows: ${details}. Raise ;grpc_max_message_size=… in the connection string, or select less in one row.`,
        { errorClass: "DBSQL_MESSAGE_TOO_LARGE", ...more },
      );
    case status.UNIMPLEMENTED:
      return new UnsupportedError(
        `${server} does not know this request: ${details}. Is it a Spark Connect server of version 4.0 or later?`,
        { errorClass: "DBSQL_UNIMPLEMENTED", ...more },
      );
    default:
      return undefined;
  }
}

function locate(place: ErrorPlace, context: FailureContext): SourceLocation | undefined {
  const origin = place.sql?.origin;
  if (origin === undefined || place.start === undefined || context.locate === undefined) return undefined;
  try {
    return context.locate(origin, place.start);
  } catch {
    return undefined;
  }
}

function causeOf(error: ServerError | undefined, errors: readonly ServerError[], depth = 1): SparkError | undefined {
  if (error?.causeIdx === undefined || depth >= maxCauses) return undefined;
  const cause = errors[error.causeIdx];
  if (cause === undefined) return undefined;
  const throwable = cause.sparkThrowable;
  const Class = classFor(throwable?.errorClass, cause.errorTypeHierarchy ?? []);
  return new Class(cause.message ?? "", {
    ...init("errorClass", throwable?.errorClass),
    ...init("sqlState", throwable?.sqlState),
    messageParameters: parametersOf(throwable) ?? {},
    ...init("cause", causeOf(cause, errors, depth + 1)),
    ...init("serverStack", stackOf(cause)),
  });
}

/** Its own properties, whatever the parameters are called. */
function parametersOf(throwable: ServerError["sparkThrowable"]): Record<string, string> | undefined {
  return throwable?.messageParameters === undefined ? undefined : Object.fromEntries(throwable.messageParameters);
}

function stackOf(error: ServerError | undefined): string | undefined {
  const { stackTrace = [], errorTypeHierarchy = [] } = error ?? {};
  if (stackTrace.length === 0) return undefined;
  const frames = stackTrace.map(
    ({ declaringClass = "", methodName = "", fileName = "Unknown Source", lineNumber = 0 }) =>
      `\tat ${declaringClass}.${methodName}(${fileName}:${lineNumber})`,
  );
  return [errorTypeHierarchy[0] ?? "", ...frames].join("\n");
}

function jsonList(text: string | undefined): readonly string[] | undefined {
  const value = json(text);
  return Array.isArray(value) ? value.filter((item) => typeof item === "string") : undefined;
}

function jsonStrings(text: string | undefined): Record<string, string> | undefined {
  const value = json(text);
  if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
  return Object.fromEntries(
    Object.entries(value).filter((entry): entry is [string, string] => typeof entry[1] === "string"),
  );
}

function json(text: string | undefined): unknown {
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
