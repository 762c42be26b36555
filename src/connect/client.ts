import { randomUUID } from "node:crypto";
import type { Credentials } from "../auth/index.js";
import type { ConnectionTarget } from "../config/index.js";
import type {
  AnalyzeRequest,
  AnalyzeResults,
  CommandResult,
  ConfigPort,
  ExecuteOptions,
  Executor,
  ResultStream,
} from "../dataframe/executor.js";
import { SessionClosedError, type SparkError } from "../errors/index.js";
import {
  AnalyzePlanRequest,
  AnalyzePlanResponse,
  ExecutePlanRequest,
  FetchErrorDetailsRequest,
  FetchErrorDetailsResponse,
  type Plan,
  ReattachExecuteRequest,
  ReleaseSessionRequest,
  ReleaseSessionResponse,
} from "../gen/protobuf/spark/connect/base.js";
import type { Command, Relation } from "../plan/index.js";
import { analyses } from "./analyze.js";
import { configPort } from "./config-port.js";
import { decodeSqlResult } from "./decode/sql-result.js";
import { encodeCommand } from "./encode/command.js";
import { encodeRelation } from "./encode/relation.js";
import { type Locate, toSparkError } from "./error-details.js";
import { Operation, type OperationContext } from "./operation.js";
import { Reauthorization } from "./reauthorize.js";
import { Releases } from "./release.js";
import { type OpenStream, OperationStream } from "./result-stream.js";
import { type Clock, type RetryPolicy, repeatablePolicies } from "./retry.js";
import { RpcChannel } from "./rpc.js";
import { RpcFailure } from "./rpc-failure.js";
import type { SessionState } from "./session-state.js";
import { sqlTexts } from "./sql-texts.js";
import type { Timing } from "./timing.js";
import { callUnary, type UnaryMethod } from "./unary.js";

/** Every answer says so. */
interface FromSession {
  readonly sessionId?: string | undefined;
  readonly serverSideSessionId?: string | undefined;
}

export interface ClientParts {
  readonly target: ConnectionTarget;
  readonly credentials: Credentials | undefined;
  readonly session: SessionState;
  readonly clock: Clock;
  readonly timing: Timing;
  readonly openStream: OpenStream;
  readonly locate: Locate | undefined;
}

/** One unary request with what an error of it can point at. */
interface CallOptions {
  readonly deadlineMs: number;
  readonly policies?: readonly RetryPolicy[];
  readonly signal?: AbortSignal;
  readonly plan?: Relation | Command;
}

/** A session on a server, over one connection. */
export class ConnectClient implements Executor {
  readonly config: ConfigPort;
  readonly #parts: ClientParts;
  readonly #rpc: RpcChannel;
  readonly #releases: Releases;
  readonly #auth: Reauthorization;
  readonly #operations = new Set<Operation>();
  #serverVersion: string | undefined;
  #closing: Promise<void> | undefined;

  constructor(parts: ClientParts) {
    this.#parts = parts;
    this.#rpc = new RpcChannel(parts.target, parts.credentials);
    this.#auth = new Reauthorization(parts.credentials);
    this.#releases = new Releases(parts.session, (method, request) => this.#rpc.unary(method, request, 10_000));
    this.config = configPort((method, init) => this.call(method, init, { deadlineMs: parts.timing.shortDeadlineMs }));
  }

  get serverVersion(): string | undefined {
    return this.#serverVersion;
  }

  set serverVersion(version: string | undefined) {
    this.#serverVersion = version;
  }

  get closed(): boolean {
    return this.#parts.session.closed;
  }

  execute(relation: Relation, options: ExecuteOptions = {}): ResultStream {
    return new OperationStream(
      () => this.#operation({ opType: { $case: "root", value: encodeRelation(relation) } }, relation, false, options),
      this.#parts.openStream,
    );
  }

  async command(command: Command, options: ExecuteOptions = {}): Promise<CommandResult> {
    const plan: Plan = { opType: { $case: "command", value: encodeCommand(command) } };
    const operation = this.#operation(plan, command.input, true, options);
    while ((await operation.next()) !== undefined);
    if (operation.sqlResult === undefined) return {};
    return { sqlResult: decodeSqlResult(operation.sqlResult, command.input) };
  }

  async analyze<K extends AnalyzeRequest["kind"]>(
    request: Extract<AnalyzeRequest, { kind: K }>,
    options: ExecuteOptions & { readonly policies?: readonly RetryPolicy[]; readonly deadlineMs?: number } = {},
  ): Promise<AnalyzeResults[K]> {
    const { encode, decode } = analyses[request.kind as K];
    const answer = await this.call(
      { name: "AnalyzePlan", request: AnalyzePlanRequest, answer: AnalyzePlanResponse },
      { analyze: encode(request) },
      {
        deadlineMs: this.#parts.timing.analyzeDeadlineMs,
        ...("relation" in request ? { plan: request.relation } : {}),
        ...options,
      },
    );
    return decode(answer);
  }

  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  /** Sends one request of this session, checks who answers, and explains what fails. */
  async call<Request extends object, Answer extends FromSession>(
    method: UnaryMethod<Request, Answer>,
    message: Request,
    options: CallOptions,
  ): Promise<Answer> {
    const { session, clock } = this.#parts;
    session.use();
    let answer: Answer;
    try {
      answer = await callUnary(
        this.#rpc,
        clock,
        method,
        { ...session.request, ...message },
        {
          policies: repeatablePolicies,
          renewCredentials: (failure) => this.#auth.recover(failure),
          ...options,
        },
      );
    } catch (error) {
      if (error instanceof RpcFailure) throw await this.#explain(error, options.plan);
      throw error;
    }
    session.check(answer.sessionId ?? "", answer.serverSideSessionId ?? "");
    return answer;
  }

  /** True while the connection is being made. */
  get connecting(): boolean {
    return this.#rpc.connecting;
  }

  #operation(plan: Plan, blamed: Relation, command: boolean, { signal }: ExecuteOptions): Operation {
    const { session, clock, timing } = this.#parts;
    session.use();
    const operationId = randomUUID();
    const execute = ExecutePlanRequest.encode({
      ...session.request,
      operationId,
      plan,
      requestOptions: this.#requestOptions(),
    }).finish();
    const context: OperationContext = {
      rpc: this.#rpc,
      session,
      clock,
      timing,
      releases: this.#releases,
      execute: () => execute,
      reattach: (lastResponseId) =>
        ReattachExecuteRequest.encode({ ...session.request, operationId, lastResponseId }).finish(),
      renewCredentials: (failure) => this.#auth.recover(failure),
      explain: (failure) => this.#explain(failure, blamed, operationId),
      finished: (operation) => this.#operations.delete(operation),
    };
    const operation = new Operation(operationId, command, context, signal);
    this.#operations.add(operation);
    return operation;
  }

  #requestOptions(): NonNullable<ExecutePlanRequest["requestOptions"]> {
    return [
      { requestOption: { $case: "reattachOptions", value: { reattachable: true } } },
      {
        // Servers before 4.1 step over it. Pieces of this size fit the replay buffer, whole batches may not.
        requestOption: {
          $case: "resultChunkingOptions",
          value: { allowArrowBatchChunking: true, preferredArrowChunkSize: 4n * 1024n * 1024n },
        },
      },
    ];
  }

  async #explain(failure: RpcFailure, plan?: Relation | Command, operationId?: string): Promise<SparkError> {
    const { session, locate, target } = this.#parts;
    const error = await toSparkError(failure, {
      server: `${target.tls ? "the TLS server" : "the server"} ${target.host}:${target.port} (${target.source})`,
      ...(operationId === undefined ? {} : { operationId }),
      ...(plan === undefined ? {} : { sql: sqlTexts(plan) }),
      fetch: (errorId) => this.#fetchErrorDetails(errorId),
      ...(locate === undefined ? {} : { locate }),
    });
    if (error instanceof SessionClosedError) session.close(error);
    return error;
  }

  /** One attempt: the server forgets the details once told. */
  async #fetchErrorDetails(errorId: string): Promise<FetchErrorDetailsResponse> {
    const { session, clock, timing } = this.#parts;
    return callUnary(
      this.#rpc,
      clock,
      {
        name: "FetchErrorDetails",
        request: FetchErrorDetailsRequest,
        answer: FetchErrorDetailsResponse,
      },
      { ...session.request, errorId },
      { deadlineMs: timing.errorDetailsMs, policies: [], renewCredentials: async () => false },
    );
  }

  async #close(): Promise<void> {
    const { session, clock, timing, target } = this.#parts;
    const alive = !session.closed && session.serverSessionId !== undefined;
    const closed = new SessionClosedError("The session is closed.", { errorClass: "DBSQL_SESSION_CLOSED" });
    session.close(closed);
    for (const operation of this.#operations) operation.cancel(closed);
    // A session whose id was given belongs to others too: closing it here leaves it to them.
    if (alive && target.sessionId === undefined) {
      const { clientObservedServerSideSessionId: _, ...request } = session.request;
      await callUnary(
        this.#rpc,
        clock,
        { name: "ReleaseSession", request: ReleaseSessionRequest, answer: ReleaseSessionResponse },
        request,
        { deadlineMs: timing.closeMs, policies: [], renewCredentials: async () => false },
      ).catch(() => {
        // The server lets an idle session go by itself.
      });
    }
    await this.#releases.drain(timing.closeMs);
    this.#rpc.close();
  }
}
