import { status } from "@grpc/grpc-js";
import { AbortError, ProtocolError, type SparkError } from "../errors/index.js";
import { BatchAssembler, type RawBatch } from "./assemble.js";
import { MinorCollections } from "./minor-collections.js";
import type { Releases } from "./release.js";
import { type Response, readResponse } from "./response.js";
import { type Clock, RetryBudget, repeatablePolicies } from "./retry.js";
import type { RpcChannel, RpcStream } from "./rpc.js";
import { RpcFailure } from "./rpc-failure.js";
import type { SessionState } from "./session-state.js";
import type { Timing } from "./timing.js";

/** What an operation needs of its session. */
export interface OperationContext {
  readonly rpc: RpcChannel;
  readonly session: SessionState;
  readonly clock: Clock;
  readonly timing: Timing;
  readonly releases: Releases;
  /** The encoded requests of this operation. */
  execute(): Uint8Array;
  reattach(lastResponseId: string | undefined): Uint8Array;
  /** Asks for new credentials when the old ones were refused; true when it is worth another try. */
  renewCredentials(failure: RpcFailure): Promise<boolean>;
  explain(failure: RpcFailure): Promise<SparkError>;
  finished(operation: Operation): void;
}

/** One call of the operation's life: the server ends each after some time, and a new one goes on where it stopped. */
interface Segment {
  readonly reattached: boolean;
  readonly startedAt: number;
  responses: number;
}

/** How an operation ends: the server said its last word, or something failed, or we left it, or were told to. */
type End = "complete" | "failed" | "left" | "aborted";

interface Waiter {
  resolve(batch: RawBatch | undefined): void;
  reject(error: unknown): void;
}

/** Ids that are remembered to recognise a repetition; older ones are caught by the row offset. */
const rememberedResponses = 10_000;
/** An empty segment that lasted this long is a server waiting for its query, not a loop. */
const patientSegmentMs = 500;
const immediateRetryMs = 50;
const immediateRetriesForMs = 3_600_000;

/**
 * One reattachable execution, from ExecutePlan to ReleaseExecute, over as many calls as it takes.
 *
 * It reads ahead of its consumer up to a number of bytes. A consumer that stays away longer parks it: the call is
 * dropped, and the server is reminded now and then that somebody still wants the result, or it would kill the query.
 */
export class Operation {
  readonly id: string;
  readonly #context: OperationContext;
  /** A command changes something: it is never sent again when the server may have seen it. */
  readonly #command: boolean;
  readonly #signal: AbortSignal | undefined;
  readonly #assembler = new BatchAssembler();
  readonly #collections = new MinorCollections();
  readonly #seen = new Set<string>();
  /** Made when there is something to wait for: to fire one costs as much as to read a small answer. */
  #stopped: AbortController | undefined;
  readonly #queue: RawBatch[] = [];
  readonly #waiters: Waiter[] = [];
  #queuedBytes = 0;
  #started = false;
  #startedAt = 0;
  #answered = false;
  #finished = false;
  #error: unknown;
  #segment: Segment | undefined;
  #stream: RpcStream | undefined;
  #paused = false;
  #parked = false;
  #endedWhileAway: { readonly segment: Segment; readonly failure: RpcFailure } | undefined;
  #timer: NodeJS.Timeout | undefined;
  #lastResponseId: string | undefined;
  #budget: RetryBudget | undefined;
  #immediateRetries = 0;
  #immediateSince = 0;
  #unreleasedBytes = 0;
  #releasedAt = 0;
  #schema: Uint8Array | undefined;
  #sqlResult: Uint8Array | undefined;

  constructor(id: string, command: boolean, context: OperationContext, signal: AbortSignal | undefined) {
    this.id = id;
    this.#command = command;
    this.#context = context;
    this.#signal = signal;
  }

  /** Spark's schema of the result, encoded; known before the first batch when the server says it at all. */
  get schema(): Uint8Array | undefined {
    return this.#schema;
  }

  /** The relation that a SQL command left behind, encoded. */
  get sqlResult(): Uint8Array | undefined {
    return this.#sqlResult;
  }

  /** The next batch, or undefined at the end. The first call sends the query. */
  next(): Promise<RawBatch | undefined> {
    const batch = this.#queue.shift();
    if (batch !== undefined) {
      this.#queuedBytes -= batch.ipc.length;
      if (this.#paused && this.#queuedBytes * 2 <= this.#context.timing.bufferBytes) this.#resume();
      return Promise.resolve(batch);
    }
    if (this.#error !== undefined) return Promise.reject(this.#error);
    if (this.#finished) return Promise.resolve(undefined);
    if (!this.#started && !this.#start()) return Promise.reject(this.#error);
    if (this.#paused) this.#resume();
    return new Promise((resolve, reject) => this.#waiters.push({ resolve, reject }));
  }

  /** Ends it from our side: the server is told to drop the query, and nobody waits for that. */
  cancel(reason?: SparkError): void {
    this.#queue.length = 0;
    this.#finish(reason, "left");
  }

  #start(): boolean {
    this.#started = true;
    if (this.#signal?.aborted) {
      this.#finished = true;
      this.#error = aborted(this.#signal, this.id);
      this.#context.finished(this);
      return false;
    }
    this.#signal?.addEventListener("abort", this.#onAbort, { once: true });
    this.#startedAt = this.#context.clock.now();
    this.#releasedAt = this.#startedAt;
    this.#open(false);
    return true;
  }

  #open(reattached: boolean): void {
    const { rpc, clock, timing } = this.#context;
    const segment: Segment = { reattached, startedAt: clock.now(), responses: 0 };
    this.#segment = segment;
    try {
      const request = reattached ? this.#context.reattach(this.#lastResponseId) : this.#context.execute();
      this.#stream = rpc.stream(reattached ? "ReattachExecute" : "ExecutePlan", request, timing.segmentDeadlineMs, {
        message: (bytes) => {
          if (this.#segment === segment) this.#onMessage(segment, bytes);
        },
        end: (failure) => {
          if (this.#segment === segment) this.#onEnd(segment, failure);
        },
      });
      this.#stream.read();
    } catch (error) {
      this.#finish(error);
    }
  }

  #onMessage(segment: Segment, bytes: Uint8Array): void {
    try {
      const response = readResponse(bytes);
      this.#accept(segment, response);
      if (response.complete) {
        this.#assembler.end();
        // The status behind the last message tells nothing more; it is read so that the call closes by itself.
        this.#stream?.read();
        this.#finish(undefined, "complete");
        return;
      }
    } catch (error) {
      this.#finish(error);
      return;
    }
    this.#release(bytes.length);
    this.#collections.received(bytes.length);
    if (this.#queuedBytes < this.#context.timing.bufferBytes) this.#stream?.read();
    else this.#pause();
  }

  #accept(segment: Segment, response: Response): void {
    const { session } = this.#context;
    session.check(response.sessionId, response.serverSessionId);
    if (response.operationId !== "" && response.operationId !== this.id) {
      const error = new ProtocolError(
        `The server answered for another operation (ours is ${this.id}, the answer says ${response.operationId.slice(0, 64)}).`,
        { errorClass: "DBSQL_FOREIGN_RESPONSE", operationId: this.id },
      );
      session.close(error);
      throw error;
    }
    const { responseId } = response;
    if (responseId !== "") {
      if (this.#seen.has(responseId)) {
        throw new ProtocolError(
          `The server sent the response ${responseId.slice(0, 64)} twice (the last one was ${this.#lastResponseId}). No row was handed out twice.`,
          { errorClass: "DBSQL_REPEATED_RESPONSE", operationId: this.id },
        );
      }
      this.#seen.add(responseId);
      if (this.#seen.size > rememberedResponses) this.#seen.delete(this.#seen.values().next().value ?? "");
      this.#lastResponseId = responseId;
    }
    segment.responses++;
    this.#budget = undefined;
    this.#immediateRetries = 0;
    if (response.schema !== undefined) this.#schema = response.schema;
    if (response.sqlResult !== undefined) this.#sqlResult = response.sqlResult;
    if (response.batch === undefined) return;
    this.#answered = true;
    const batch = this.#assembler.add(response.batch);
    if (batch === undefined) return;
    const waiter = this.#waiters.shift();
    if (waiter === undefined) {
      this.#queue.push(batch);
      this.#queuedBytes += batch.ipc.length;
    } else waiter.resolve(batch);
  }

  /** The server keeps what it sent until told otherwise: told once for many responses, and not at all for small results. */
  #release(bytes: number): void {
    const { clock, timing, releases } = this.#context;
    this.#unreleasedBytes += bytes;
    const due = this.#unreleasedBytes >= timing.releaseBytes || clock.now() - this.#releasedAt >= timing.releaseEveryMs;
    if (!due || this.#lastResponseId === undefined) return;
    this.#unreleasedBytes = 0;
    this.#releasedAt = clock.now();
    releases.until(this.id, this.#lastResponseId);
  }

  #pause(): void {
    this.#paused = true;
    this.#timer = setTimeout(() => this.#park(), this.#context.timing.parkAfterMs).unref();
  }

  #park(): void {
    this.#parked = true;
    this.#dropStream();
    clearTimeout(this.#timer);
    this.#timer = setInterval(() => this.#touch(), this.#context.timing.touchEveryMs).unref();
  }

  /** A short visit: the server counts the time since the last call, not what was read. */
  #touch(): void {
    const { rpc, timing } = this.#context;
    this.#stream?.cancel();
    const leave = (): void => visit.cancel();
    const visit = rpc.stream(
      "ReattachExecute",
      this.#context.reattach(this.#lastResponseId),
      Math.min(timing.touchEveryMs, 5_000),
      // Whatever is wrong will be found, and retried, when the consumer comes back.
      { message: leave, end: leave },
    );
    this.#stream = visit;
    visit.read();
  }

  #resume(): void {
    this.#paused = false;
    clearTimeout(this.#timer);
    if (!this.#parked) {
      this.#stream?.read();
      return;
    }
    this.#parked = false;
    this.#dropStream();
    const ended = this.#endedWhileAway;
    this.#endedWhileAway = undefined;
    if (ended === undefined) this.#open(true);
    else this.#onEnd(ended.segment, ended.failure);
  }

  #dropStream(): void {
    this.#segment = undefined;
    this.#stream?.cancel();
    this.#stream = undefined;
  }

  #onEnd(segment: Segment, failure: RpcFailure | undefined): void {
    this.#segment = undefined;
    this.#stream = undefined;
    if (this.#paused) {
      // Nobody waits: what the end means is decided when somebody does.
      this.#endedWhileAway = failure === undefined ? undefined : { segment, failure };
      this.#park();
      return;
    }
    if (failure !== undefined) {
      this.#recover(segment, failure).catch((error: unknown) => this.#finish(error));
      return;
    }
    if (segment.responses > 0 || this.#context.clock.now() - segment.startedAt >= patientSegmentMs) {
      this.#open(true);
      return;
    }
    const empty = new RpcFailure(status.UNAVAILABLE, "The server ended the stream of results without an answer");
    this.#retryAfter(empty, true).catch((error: unknown) => this.#finish(error));
  }

  async #recover(segment: Segment, failure: RpcFailure): Promise<void> {
    if (failure.is("INVALID_HANDLE.OPERATION_NOT_FOUND", "INVALID_HANDLE.SESSION_NOT_FOUND")) {
      // Nothing was received, so the server may never have seen the plan. A query may run again; a command may not.
      const repeatable = segment.reattached && this.#lastResponseId === undefined && !this.#command;
      if (repeatable) return this.#retrySoon(failure, false);
      return this.#fail(failure);
    }
    if (failure.code === status.DEADLINE_EXCEEDED && !failure.explained) return this.#retrySoon(failure, true);
    const seen = segment.reattached || segment.responses > 0;
    if (await this.#context.renewCredentials(failure)) return this.#retrySoon(failure, seen);
    return this.#retryAfter(failure, seen || !neverSent(failure));
  }

  async #retryAfter(failure: RpcFailure, reattach: boolean): Promise<void> {
    this.#budget ??= new RetryBudget(repeatablePolicies, this.#context.clock);
    const wait = this.#budget.next(failure);
    if (wait === undefined) return this.#fail(failure);
    await this.#sleep(wait);
    if (!this.#finished) this.#open(reattach);
  }

  /** Without a budget of attempts, but never in a hot loop and never for longer than an hour. */
  async #retrySoon(failure: RpcFailure, reattach: boolean): Promise<void> {
    const { clock } = this.#context;
    if (this.#immediateRetries++ === 0) this.#immediateSince = clock.now();
    else if (clock.now() - this.#immediateSince > immediateRetriesForMs) return this.#fail(failure);
    await this.#sleep(Math.min(immediateRetryMs * 4 ** Math.max(0, this.#immediateRetries - 3), 60_000));
    if (!this.#finished) this.#open(reattach);
  }

  #sleep(ms: number): Promise<void> {
    // What was under way when the operation ended goes on to here; nobody is left to wait for.
    if (this.#finished) return Promise.resolve();
    this.#stopped ??= new AbortController();
    return this.#context.clock.sleep(ms, this.#stopped.signal);
  }

  async #fail(failure: RpcFailure): Promise<void> {
    const error = await this.#context.explain(failure);
    this.#finish(error);
  }

  readonly #onAbort = (): void => {
    if (this.#finished || this.#signal === undefined) return;
    this.#queue.length = 0;
    this.#finish(aborted(this.#signal, this.id), "aborted");
  };

  #finish(error: unknown, end: End = "failed"): void {
    if (this.#finished) return;
    this.#finished = true;
    this.#error = error;
    this.#stopped?.abort();
    this.#signal?.removeEventListener("abort", this.#onAbort);
    clearTimeout(this.#timer);
    const stream = this.#stream;
    this.#segment = undefined;
    this.#stream = undefined;
    // A complete call ends by itself.
    if (end !== "complete") stream?.cancel();
    this.#context.finished(this);
    if (this.#started) this.#tellServer(end, () => stream?.cancel());
    for (const waiter of this.#waiters.splice(0)) {
      if (error === undefined) waiter.resolve(undefined);
      else waiter.reject(error);
    }
  }

  /**
   * Spark interrupts an execution once, and cancels the jobs that it has by then: those that its planning starts a moment
   * later run to their end, out of reach. So a query is given the time to be planned; a command, which would change
   * something meanwhile, is not.
   */
  #tellServer(end: End, after: () => void): void {
    const { releases, clock, timing } = this.#context;
    const tell = (): void => {
      if (end === "aborted") releases.interrupt(this.id);
      releases.all(this.id, after);
    };
    const ours = end === "left" || end === "aborted";
    const planned = this.#startedAt + timing.planningMs - clock.now();
    if (ours && !this.#command && !this.#answered && planned > 0) releases.hold(planned, tell);
    else tell();
  }
}

/** grpc-js says so of a call that found no connection: the request never left this process. */
const neverSent = (failure: RpcFailure): boolean =>
  failure.code === status.UNAVAILABLE && /^(No connection established|Name resolution failed)/.test(failure.details);

const aborted = (signal: AbortSignal, operationId: string): AbortError =>
  new AbortError("The query was cancelled by its AbortSignal.", {
    cause: signal.reason,
    errorClass: "DBSQL_ABORTED",
    operationId,
  });
