import { status } from "@grpc/grpc-js";
import type { RpcFailure } from "./rpc-failure.js";

/** When and how often a failed call is repeated: data, with Spark's own numbers. */
export interface RetryPolicy {
  readonly name: string;
  readonly maxRetries: number;
  readonly initialBackoffMs: number;
  readonly maxBackoffMs: number;
  readonly backoffMultiplier: number;
  readonly jitterMs: number;
  readonly minJitterThresholdMs: number;
  /** The server may ask for a longer wait, up to this; undefined when it is not listened to. */
  readonly maxServerRetryDelayMs: number | undefined;
  canRetry(failure: RpcFailure): boolean;
}

/** Time and chance, so that tests own both. */
export interface Clock {
  now(): number;
  random(): number;
  /** Resolves after the time, or at once when the signal fires. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

export const systemClock: Clock = {
  now: () => performance.now(),
  random: Math.random,
  sleep: (ms, signal) =>
    new Promise((resolve) => {
      if (signal?.aborted) return resolve();
      const done = (): void => {
        clearTimeout(timer);
        signal?.removeEventListener("abort", done);
        resolve();
      };
      const timer = setTimeout(done, ms);
      signal?.addEventListener("abort", done, { once: true });
    }),
};

const spark = {
  maxRetries: 15,
  initialBackoffMs: 50,
  maxBackoffMs: 60_000,
  backoffMultiplier: 4,
  jitterMs: 500,
  minJitterThresholdMs: 2_000,
  maxServerRetryDelayMs: 600_000,
} as const;

const isRetryable = (failure: RpcFailure): boolean =>
  failure.info.retryDelayMs !== undefined ||
  failure.code === status.UNAVAILABLE ||
  (failure.code === status.INTERNAL &&
    (failure.is("INVALID_CURSOR.DISCONNECTED") || failure.details.includes("INVALID_CURSOR.DISCONNECTED")));

/** A stream that a proxy or a dying server cut without a word. Only what may be repeated may be repeated here. */
const isCut = (failure: RpcFailure): boolean =>
  failure.code === status.INTERNAL && !failure.explained && failure.details.startsWith("Received RST_STREAM with code");

/** Spark's default: sixteen attempts over ten minutes. */
export const defaultPolicies: readonly RetryPolicy[] = [{ name: "default", ...spark, canRetry: isRetryable }];

/** The same budget, for calls that may be sent twice: a reattachable stream, an idempotent request. */
export const repeatablePolicies: readonly RetryPolicy[] = [
  { name: "repeatable", ...spark, canRetry: (failure) => isRetryable(failure) || isCut(failure) },
];

/**
 * For the first call of a session: a host that refuses is a mistake to report, not an outage to wait for. A server that
 * itself asks for patience, as a starting cluster does, gets it.
 */
export const firstContactPolicies: readonly RetryPolicy[] = [
  { name: "starting", ...spark, canRetry: (failure) => failure.info.retryDelayMs !== undefined },
  { name: "first contact", ...spark, maxRetries: 3, canRetry: isRetryable },
];

/** The attempts left for one awaited answer. Progress means a new budget. */
export class RetryBudget {
  readonly #states: { readonly policy: RetryPolicy; attempts: number; backoffMs: number }[];
  readonly #clock: Clock;

  constructor(policies: readonly RetryPolicy[], clock: Clock) {
    this.#states = policies.map((policy) => ({ policy, attempts: 0, backoffMs: policy.initialBackoffMs }));
    this.#clock = clock;
  }

  /** Whole milliseconds to wait before the next attempt, or undefined when there is none. The first policy that fits decides. */
  next(failure: RpcFailure): number | undefined {
    const state = this.#states.find(({ policy }) => policy.canRetry(failure));
    if (state === undefined || state.attempts >= state.policy.maxRetries) return undefined;
    const { policy } = state;
    state.attempts++;
    let wait = state.backoffMs;
    // The server's wish and the jitter lengthen this wait only, not those that follow.
    state.backoffMs = Math.min(state.backoffMs * policy.backoffMultiplier, policy.maxBackoffMs);
    const wish = failure.info.retryDelayMs;
    if (wish !== undefined && policy.maxServerRetryDelayMs !== undefined) {
      wait = Math.max(wait, Math.min(wish, policy.maxServerRetryDelayMs));
    }
    if (wait >= policy.minJitterThresholdMs) wait += this.#clock.random() * policy.jitterMs;
    return Math.floor(wait);
  }

  /** How often a failure was forgiven. */
  get attempts(): number {
    return this.#states.reduce((sum, { attempts }) => sum + attempts, 0);
  }
}
