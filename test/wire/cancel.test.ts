import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { expect, it, vi } from "vitest";
import { Secret } from "../../src/config/index.js";
import { type Clock, systemClock } from "../../src/connect/retry.js";
import type { ResultStream } from "../../src/dataframe/executor.js";
import { AbortError } from "../../src/errors/index.js";
import { type Call, FakeServer } from "./fake-server.js";
import { messages } from "./messages.js";
import { drain, failure, open, query, until } from "./session.js";

vi.setConfig({ testTimeout: 60_000 });

/** Sends two batches and then nothing more, as a long query would. */
const endless = async (
  call: Call,
  { sessionId: s, operationId: o = "" }: { sessionId: string; operationId?: string | undefined },
) => {
  await call.sendAll(messages.result(s, o, 2).slice(0, -1));
};
const silent = (): void => {};

const released = (server: FakeServer): boolean =>
  server.requests("ReleaseExecute").some(({ release }) => release?.$case === "releaseAll");

it("an abort in the middle interrupts the query on the server and rejects with AbortError", async () => {
  await using server = await FakeServer.start({ ExecutePlan: endless });
  const session = await open(server.port);
  const abort = new AbortController();
  const stream = session.execute(query, { signal: abort.signal });
  await stream.next();
  await stream.next();
  const waiting = failure(stream.next());
  abort.abort("enough");
  const error = await waiting;
  expect(error).toBeInstanceOf(AbortError);
  expect(error.cause).toBe("enough");
  await until(() => server.count("Interrupt") === 1 && released(server), "the interrupt");
  const [{ interrupt } = {}] = server.requests("Interrupt");
  expect(interrupt).toEqual({ $case: "operationId", value: server.requests("ExecutePlan")[0]!.operationId });
  expect(await stream.next()).toEqual({ done: true, value: undefined });
  await session.close();
});

it("an abort before the first answer, twice, and after the end", async () => {
  await using server = await FakeServer.start({ ExecutePlan: silent });
  const session = await open(server.port);
  const early = new AbortController();
  const waiting = failure(drain(session.execute(query, { signal: early.signal })));
  await until(() => server.count("ExecutePlan") === 1, "the query");
  early.abort();
  early.abort();
  expect(await waiting).toBeInstanceOf(AbortError);
  await until(() => released(server), "the release");
  expect(server.count("Interrupt")).toBe(1);

  server.script = {};
  const late = new AbortController();
  await drain(session.execute(query, { signal: late.signal }));
  late.abort();
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(server.count("Interrupt")).toBe(1);
  await session.close();
});

it("an abort while new credentials are fetched leaves nothing waiting", async () => {
  await using server = await FakeServer.start({ ExecutePlan: (call) => call.end(16, "the token has expired") });
  const stillWaiting: number[] = [];
  const clock: Clock = {
    ...systemClock,
    sleep: async (ms, signal) => {
      if (signal?.aborted !== true) stillWaiting.push(ms);
    },
  };
  let asked = false;
  let renewed: (worth: boolean) => void = () => {};
  const credentials = {
    authorization: async () => new Secret("Bearer x"),
    refresh: () =>
      new Promise<boolean>((resolve) => {
        asked = true;
        renewed = resolve;
      }),
  };
  const session = await open(server.port, { credentials, clock });
  const abort = new AbortController();
  const waiting = failure(drain(session.execute(query, { signal: abort.signal })));
  await until(() => asked, "the renewal");
  abort.abort();
  expect(await waiting).toBeInstanceOf(AbortError);
  renewed(true);
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(stillWaiting).toEqual([]);
  expect(server.count("ExecutePlan")).toBe(1);
  await session.close();
});

it("an abort before the start sends nothing", async () => {
  await using server = await FakeServer.start();
  const session = await open(server.port);
  const error = await failure(drain(session.execute(query, { signal: AbortSignal.abort() })));
  expect(error).toBeInstanceOf(AbortError);
  expect(
    await failure(session.analyze({ kind: "schema", relation: query }, { signal: AbortSignal.abort() })),
  ).toBeInstanceOf(AbortError);
  expect(server.received.map(({ method }) => method)).toEqual(["AnalyzePlan"]);
  await session.close();
});

it("an abort while it waits for the next attempt ends the wait", async () => {
  await using server = await FakeServer.start({
    ExecutePlan: (call) => call.end(14, "down"),
    ReattachExecute: (call) => call.end(14, "", messages.status(undefined, 3600)),
  });
  const session = await open(server.port);
  const abort = new AbortController();
  const waiting = failure(drain(session.execute(query, { signal: abort.signal })));
  await until(() => server.count("ReattachExecute") === 1, "the second attempt");
  abort.abort();
  expect(await waiting).toBeInstanceOf(AbortError);
  await session.close();
});

it("an abort while the server may plan is told when it has planned; of a command, and at closing, at once", async () => {
  const plannedOnly = async (
    call: Call,
    { sessionId, operationId = "" }: { sessionId: string; operationId?: string | undefined },
  ) => {
    await call.send(messages.schema(sessionId, operationId, 0));
  };
  await using server = await FakeServer.start({ ExecutePlan: plannedOnly });
  const told = (): number => server.count("Interrupt") + server.count("ReleaseExecute");
  const abortOf = async (run: (signal: AbortSignal) => Promise<unknown>): Promise<void> => {
    const abort = new AbortController();
    const sent = server.count("ExecutePlan");
    const waiting = failure(run(abort.signal));
    await until(() => server.count("ExecutePlan") > sent, "the query");
    abort.abort();
    expect(await waiting).toBeInstanceOf(AbortError);
  };
  const soon = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 100));

  const quick = await open(server.port, { timing: { planningMs: 300 } });
  await abortOf((signal) => drain(quick.execute(query, { signal })));
  await soon();
  expect(told()).toBe(0);
  await until(() => server.count("Interrupt") === 1 && released(server), "the interrupt");
  await quick.close();

  const shared = await open(
    server.port,
    { timing: { planningMs: 60_000 } },
    ";session_id=00112233-4455-4677-8899-aabbccddeeff",
  );
  await abortOf((signal) => shared.command({ kind: "sqlCommand", input: query }, { signal }));
  await until(() => told() === 4, "the interrupt of the command");
  await abortOf((signal) => drain(shared.execute(query, { signal })));
  await soon();
  expect(told()).toBe(4);
  await shared.close();
  expect(told()).toBe(6);
});

it("leaving the loop releases the query", async () => {
  await using server = await FakeServer.start({ ExecutePlan: endless });
  const session = await open(server.port);
  for await (const _ of session.execute(query)) break;
  await until(() => released(server), "the release");
  expect(server.count("Interrupt")).toBe(0);
  await session.close();
});

it("an iterator that was forgotten releases the query when it is collected", async () => {
  setFlagsFromString("--expose-gc");
  const gc = runInNewContext("gc") as () => void;
  await using server = await FakeServer.start({ ExecutePlan: endless });
  const session = await open(server.port);
  let stream: ResultStream | undefined = session.execute(query);
  await stream.next();
  stream = undefined;
  for (let i = 0; i < 50 && !released(server); i++) {
    gc();
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  expect(released(server)).toBe(true);
  await session.close();
});

it("closing twice releases the session once, and a shared one never", async () => {
  await using server = await FakeServer.start();
  const own = await open(server.port);
  await Promise.all([own.close(), own.close()]);
  await own.close();
  expect(server.count("ReleaseSession")).toBe(1);
  const shared = await open(server.port, {}, ";session_id=00112233-4455-4677-8899-aabbccddeeff");
  expect(server.requests("AnalyzePlan").at(-1)!.sessionId).toBe("00112233-4455-4677-8899-aabbccddeeff");
  await shared.close();
  expect(server.count("ReleaseSession")).toBe(1);
  expect((await failure(shared.config.get("x"))).name).toBe("SessionClosedError");
});

it("closing the session ends what still runs", async () => {
  await using server = await FakeServer.start({ ExecutePlan: endless });
  const session = await open(server.port, { timing: { bufferBytes: 10, parkAfterMs: 10, touchEveryMs: 20 } });
  const waiting = session.execute(query);
  await waiting.next();
  await waiting.next();
  const parked = session.execute(query);
  await parked.next();
  const pending = failure(waiting.next());
  await new Promise((resolve) => setTimeout(resolve, 60));
  await session.close();
  expect((await pending).name).toBe("SessionClosedError");
  expect((await failure(parked.next())).name).toBe("SessionClosedError");
});
