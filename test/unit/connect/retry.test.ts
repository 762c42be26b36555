import { expect, it } from "vitest";
import {
  defaultPolicies,
  firstContactPolicies,
  RetryBudget,
  type RetryPolicy,
  repeatablePolicies,
} from "../../../src/connect/retry.js";
import { RpcFailure } from "../../../src/connect/rpc-failure.js";
import { messages } from "../../wire/messages.js";

const clock = (random: number) => ({ now: () => 0, random: () => random, sleep: async () => {} });
const waits = (policies: readonly RetryPolicy[], failure: RpcFailure, random = 0): number[] => {
  const budget = new RetryBudget(policies, clock(random));
  const list: number[] = [];
  for (let wait = budget.next(failure); wait !== undefined; wait = budget.next(failure)) list.push(wait);
  return list;
};
const unavailable = new RpcFailure(14, "down");
const cut = new RpcFailure(13, "Received RST_STREAM with code 2 (Internal server error)");

it("waits as Spark's own clients do: at least ten minutes", () => {
  const schedule = waits(defaultPolicies, unavailable);
  expect(schedule).toEqual([50, 200, 800, 3200, 12_800, 51_200, ...Array<number>(9).fill(60_000)]);
  expect(schedule.reduce((a, b) => a + b)).toBe(608_250 - 0);
});

it("adds jitter only to waits of two seconds and more", () => {
  expect(waits(defaultPolicies, unavailable, 0.9999).slice(0, 5)).toEqual([50, 200, 800, 3699, 13_299]);
});

it("listens to the server, up to ten minutes, without forgetting where it was", () => {
  const after = (seconds: number) => new RpcFailure(12, "", messages.status(undefined, seconds));
  expect(waits(defaultPolicies, after(300)).slice(0, 3)).toEqual([300_000, 300_000, 300_000]);
  expect(waits(defaultPolicies, after(36_000))[0]).toBe(600_000);
  expect(waits(defaultPolicies, after(0)).slice(0, 2)).toEqual([50, 200]);
  const budget = new RetryBudget(defaultPolicies, clock(0));
  expect([budget.next(after(300)), budget.next(unavailable), budget.next(unavailable)]).toEqual([300_000, 200, 800]);
});

const never: readonly (readonly [string, RpcFailure])[] = [
  ["CANCELLED", new RpcFailure(1, "")],
  ["UNKNOWN", new RpcFailure(2, "")],
  ["DEADLINE_EXCEEDED", new RpcFailure(4, "")],
  ["PERMISSION_DENIED", new RpcFailure(7, "")],
  ["RESOURCE_EXHAUSTED", new RpcFailure(8, "")],
  ["ABORTED", new RpcFailure(10, "")],
  ["INTERNAL", new RpcFailure(13, "stopped SparkContext")],
  ["UNAUTHENTICATED", new RpcFailure(16, "")],
  ["a cut that the server explains", new RpcFailure(13, cut.details, messages.status({}))],
];
it.each(never)("does not repeat %s", (_name, failure) => {
  expect([
    waits(defaultPolicies, failure),
    waits(repeatablePolicies, failure),
    waits(firstContactPolicies, failure),
  ]).toEqual([[], [], []]);
});

it("repeats a silent cut only where a repetition does no harm", () => {
  expect(waits(defaultPolicies, cut)).toEqual([]);
  expect(waits(repeatablePolicies, cut).length).toBe(15);
});

it("lets the first policy that fits decide, and does not ask the next when its budget is spent", () => {
  const policy = (name: string, maxRetries: number): RetryPolicy => ({ ...defaultPolicies[0]!, name, maxRetries });
  expect(waits([policy("a", 2), policy("b", 5)], unavailable)).toEqual([50, 200]);
  expect(waits(firstContactPolicies, unavailable)).toEqual([50, 200, 800]);
});

it("reads the error class from the details, or from the text", () => {
  expect(new RpcFailure(13, "[A.B] x", messages.status({ errorClass: "C" })).errorClass).toBe("C");
  expect(new RpcFailure(13, "[INVALID_HANDLE.SESSION_CLOSED] x").errorClass).toBe("INVALID_HANDLE.SESSION_CLOSED");
  expect(new RpcFailure(13, "text [A] x").errorClass).toBeUndefined();
});
