import {
  create,
  type DescMessage,
  fromBinary,
  type MessageInitShape,
  type MessageShape,
  toBinary,
} from "@bufbuild/protobuf";
import { AbortError, ProtocolError } from "../errors/index.js";
import { type Clock, RetryBudget, type RetryPolicy } from "./retry.js";
import type { Method, RpcChannel } from "./rpc.js";
import { RpcFailure } from "./rpc-failure.js";

/** One kind of request with one answer. */
export interface UnaryMethod<Request extends DescMessage, Answer extends DescMessage> {
  readonly name: Method;
  readonly request: Request;
  readonly answer: Answer;
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
export async function callUnary<Request extends DescMessage, Answer extends DescMessage>(
  rpc: RpcChannel,
  clock: Clock,
  method: UnaryMethod<Request, Answer>,
  init: MessageInitShape<Request>,
  options: UnaryOptions,
): Promise<MessageShape<Answer>> {
  const { signal, deadlineMs, policies } = options;
  const budget = new RetryBudget(policies, clock);
  const request = toBinary(method.request, create(method.request, init));
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
      return fromBinary(method.answer, answer, { recursionLimit: 400 });
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
