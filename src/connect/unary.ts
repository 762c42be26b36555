import type { BinaryWriter } from "@bufbuild/protobuf/wire";
import { AbortError, ProtocolError } from "../errors/index.js";
import { type Clock, RetryBudget, type RetryPolicy } from "./retry.js";
import type { Method, RpcChannel } from "./rpc.js";
import { RpcFailure } from "./rpc-failure.js";

/** One kind of request with one answer. */
export interface UnaryMethod<Request, Answer> {
  readonly name: Method;
  readonly request: { encode(message: Request): BinaryWriter };
  readonly answer: { decode(bytes: Uint8Array): Answer };
}

export interface UnaryOptions {
  readonly deadlineMs: number;
  readonly policies: readonly RetryPolicy[];
  readonly signal?: AbortSignal;
  renewCredentials(failure: RpcFailure): Promise<boolean>;
}

/**
 * Sends a request until it is answered, or until its policies say enough.
 *
 * @throws RpcFailure as the server or the network gave it; AbortError when the signal fires
 */
export async function callUnary<Request, Answer>(
  rpc: RpcChannel,
  clock: Clock,
  method: UnaryMethod<Request, Answer>,
  message: Request,
  options: UnaryOptions,
): Promise<Answer> {
  const { signal, deadlineMs, policies } = options;
  const budget = new RetryBudget(policies, clock);
  const request = method.request.encode(message).finish();
  for (;;) {
    checkAborted(signal);
    let answer: Uint8Array;
    try {
      answer = await rpc.unary(method.name, request, deadlineMs, signal);
    } catch (error) {
      checkAborted(signal);
      if (!(error instanceof RpcFailure)) throw error;
      if (await options.renewCredentials(error)) continue;
      const wait = budget.next(error);
      if (wait === undefined) throw error;
      await clock.sleep(wait, signal);
      continue;
    }
    try {
      return method.answer.decode(answer);
    } catch (cause) {
      throw new ProtocolError(`The server's answer to ${method.name} is not a Spark Connect message.`, {
        cause,
        errorClass: "DBSQL_BAD_RESPONSE",
      });
    }
  }
}

function checkAborted(signal: AbortSignal | undefined): void {
  if (!signal?.aborted) return;
  throw new AbortError("The request was cancelled by its AbortSignal.", {
    cause: signal.reason,
    errorClass: "DBSQL_ABORTED",
  });
}
