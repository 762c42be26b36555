import type ts from "typescript";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { ReadAhead } from "../../plugin/tsserver/read-ahead.js";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

function started(read: (path: string) => void = () => undefined) {
  const [seen, failures]: [string[], unknown[]] = [[], []];
  let ended = 0;
  const host = {
    setTimeout: (run: () => void, after: number) => setTimeout(run, after),
    clearTimeout: (timer: NodeJS.Timeout) => clearTimeout(timer),
  } as unknown as ts.server.ServerHost;
  const ahead = new ReadAhead(host, {
    read: (path) => {
      seen.push(path);
      read(path);
    },
    done: () => ended++,
    failed: (error) => failures.push(error),
  });
  return { ahead, seen, failures, ended: () => ended };
}

it("reads when nobody has asked for a while, once", () => {
  const { ahead, seen, ended } = started();
  for (let asked = 0; asked < 5; asked++) {
    ahead.later(() => ["a", "b"]);
    vi.advanceTimersByTime(900);
    expect(seen).toEqual([]);
  }
  vi.advanceTimersByTime(200);
  expect([seen, ended()]).toEqual([["a", "b"], 1]);
  ahead.later(() => ["a", "b"]);
  vi.advanceTimersByTime(10_000);
  expect([seen, ended()]).toEqual([["a", "b"], 1]);
});

it("lets whoever asks in between", () => {
  const { ahead, seen, ended } = started(() => vi.advanceTimersByTime(6));
  ahead.later(() => ["a", "b", "c", "d"]);
  vi.advanceTimersByTime(1_001);
  expect(seen).toEqual(["a", "b"]);
  vi.advanceTimersByTime(40);
  expect([seen, ended()]).toEqual([["a", "b", "c", "d"], 1]);
});

it("goes on behind a file that cannot be read, and stops with the project", () => {
  const { ahead, seen, failures, ended } = started((path) => {
    if (path === "a") throw new RangeError("a");
    if (path === "c") ahead.close();
    vi.advanceTimersByTime(11);
  });
  ahead.later(() => ["a", "b", "c", "d"]);
  vi.advanceTimersByTime(5_000);
  expect([seen, failures.length, ended()]).toEqual([["a", "b", "c"], 1, 0]);
});
