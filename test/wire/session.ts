import { parseConnectionString } from "../../src/config/index.js";
import { type ConnectOptions, connect, type OpenStream } from "../../src/connect/index.js";
import type { Clock } from "../../src/connect/retry.js";
import type { Executor, ResultStream } from "../../src/dataframe/executor.js";
import type { Relation } from "../../src/plan/index.js";

/** Hands the bytes through: these tests are about the wire, not about what is in a batch. */
export const passThrough: OpenStream = ({ schema = { kind: "struct", fields: [] } }) => ({
  read: (ipc, rowCount) => ({ ipc, rowCount, schema, rows: () => [], arrays: () => [] }),
});

export const query: Relation = { kind: "sql", text: "SELECT id FROM range(30)" };

/** Waits nowhere and writes down how long it would have waited. */
export class FakeClock implements Clock {
  readonly waits: number[] = [];
  #now = 0;
  now(): number {
    return this.#now;
  }
  random(): number {
    return 0;
  }
  async sleep(ms: number): Promise<void> {
    this.waits.push(ms);
    this.#now += ms;
    await new Promise((resolve) => setImmediate(resolve));
  }
}

export function open(port: number, options: Partial<ConnectOptions> = {}, parameters = ""): Promise<Executor> {
  const target = parseConnectionString(`sc://127.0.0.1:${port}/;user_id=tester${parameters}`, "the test");
  return connect(target, { openStream: passThrough, ...options });
}

/** The first byte of each batch: the fake server numbers them. */
export async function drain(stream: ResultStream): Promise<number[]> {
  const seen: number[] = [];
  for await (const { ipc } of stream) seen.push(ipc[0] ?? -1);
  return seen;
}

export async function failure(work: Promise<unknown>): Promise<Error> {
  try {
    await work;
  } catch (error) {
    if (error instanceof Error) return error;
  }
  throw new Error("it did not fail");
}

export async function until(condition: () => boolean, what: string): Promise<void> {
  for (let i = 0; i < 400; i++) {
    if (condition()) return;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error(`never came: ${what}`);
}
