import {
  InterruptRequest,
  InterruptRequest_InterruptType as InterruptType,
  ReleaseExecuteRequest,
} from "../gen/protobuf/spark/connect/base.js";
import type { Method } from "./rpc.js";
import type { SessionState } from "./session-state.js";

/** Sends one request and forgets the answer. */
type Send = (method: Method, request: Uint8Array) => Promise<unknown>;

/**
 * What the server is told in the background: results it may forget, queries it may stop. Nothing waits for these calls
 * and nothing fails with them; the server's own time limits do the same work later.
 */
export class Releases {
  readonly #session: SessionState;
  readonly #send: Send;
  readonly #pending = new Set<Promise<void>>();
  readonly #releasing = new Set<string>();
  readonly #held = new Map<NodeJS.Timeout, () => void>();

  constructor(session: SessionState, send: Send) {
    this.#session = session;
    this.#send = send;
  }

  /** The whole operation; a running query is stopped. */
  all(operationId: string, after: () => void): void {
    // Behind the rows in the queue of this process: whoever waits for them goes first.
    setImmediate(() => this.#background("ReleaseExecute", this.#release(operationId, undefined), after));
  }

  /** Every response up to this one. One such call at a time is enough. */
  until(operationId: string, responseId: string): void {
    if (this.#releasing.has(operationId)) return;
    this.#releasing.add(operationId);
    this.#background("ReleaseExecute", this.#release(operationId, responseId), () =>
      this.#releasing.delete(operationId),
    );
  }

  interrupt(operationId: string): void {
    const request = InterruptRequest.encode({
      ...this.#session.request,
      interruptType: InterruptType.OPERATION_ID,
      interrupt: { $case: "operationId", value: operationId },
    });
    this.#background("Interrupt", request.finish(), () => {});
  }

  /** Calls `tell` after the time, or when the session closes. The process waits for it: the query would run on alone. */
  hold(ms: number, tell: () => void): void {
    const timer = setTimeout(() => {
      this.#held.delete(timer);
      tell();
    }, ms);
    this.#held.set(timer, tell);
  }

  /** Tells what was held, and resolves when nothing is under way, or after the time. */
  async drain(ms: number): Promise<void> {
    for (const [timer, tell] of this.#held) {
      clearTimeout(timer);
      tell();
    }
    this.#held.clear();
    // `all` starts one turn later.
    await new Promise((resolve) => setImmediate(resolve));
    if (this.#pending.size === 0) return;
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, ms);
    });
    await Promise.race([Promise.allSettled(this.#pending), late]);
    clearTimeout(timer);
  }

  #release(operationId: string, responseId: string | undefined): Uint8Array {
    return ReleaseExecuteRequest.encode({
      ...this.#session.request,
      operationId,
      release:
        responseId === undefined
          ? { $case: "releaseAll", value: {} }
          : { $case: "releaseUntil", value: { responseId } },
    }).finish();
  }

  #background(method: Method, request: Uint8Array, after: () => void): void {
    const sent: Promise<void> = this.#send(method, request).then(
      () => {},
      () => {},
    );
    const done = sent.then(() => {
      this.#pending.delete(done);
      after();
    });
    this.#pending.add(done);
  }
}
