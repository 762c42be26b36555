import { expect, it, vi } from "vitest";
import { Secret } from "../../src/config/index.js";
import { type Call, FakeServer, type Script } from "./fake-server.js";
import { messages, responseId } from "./messages.js";
import { drain, FakeClock, failure, open, query, until } from "./session.js";

vi.setConfig({ testTimeout: 60_000 });

/** Serves a result of `total` responses in calls of at most `each`, going on where the client says it stopped. */
function segmented(
  batches: number,
  each: number,
  breakOff: (call: Call) => void,
): Required<Pick<Script, "ExecutePlan" | "ReattachExecute">> {
  const serve = async (call: Call, sessionId: string, operationId: string, last: string | undefined): Promise<void> => {
    const all = messages.result(sessionId, operationId, batches);
    const from = last === undefined || last === "" ? 0 : all.findIndex((_, n) => responseId(n) === last) + 1;
    await call.sendAll(all.slice(from, from + each));
    if (from + each >= all.length) call.end();
    else breakOff(call);
  };
  return {
    ExecutePlan: (call, r) => serve(call, r.sessionId, r.operationId, undefined),
    ReattachExecute: (call, r) => serve(call, r.sessionId, r.operationId, r.lastResponseId),
  };
}

const breaks: Record<string, { breakOff: (call: Call) => void; waits: number }> = {
  "a clean end without result_complete": { breakOff: (call) => call.end(), waits: 0 },
  UNAVAILABLE: { breakOff: (call) => call.end(14, "going away"), waits: 1 },
  "a preempted call": {
    breakOff: (call) =>
      call.end(13, "[INVALID_CURSOR.DISCONNECTED] x", messages.status({ errorClass: "INVALID_CURSOR.DISCONNECTED" })),
    waits: 1,
  },
  "an end without trailers": { breakOff: (call) => call.endWithoutStatus(), waits: 1 },
  "RST_STREAM NO_ERROR": { breakOff: (call) => call.reset(0), waits: 1 },
  "RST_STREAM INTERNAL_ERROR": { breakOff: (call) => call.reset(2), waits: 1 },
  "RST_STREAM REFUSED_STREAM": { breakOff: (call) => call.reset(7), waits: 1 },
  "a lost connection": { breakOff: (call) => call.dropConnection(), waits: 1 },
  DEADLINE_EXCEEDED: { breakOff: (call) => call.end(4, "too late"), waits: 1 },
};

for (const [name, { breakOff, waits }] of Object.entries(breaks)) {
  it.each([1, 2, 3, 5])(`loses and repeats nothing over ${name}, after every %i responses`, async (each) => {
    await using server = await FakeServer.start(segmented(7, each, breakOff));
    const clock = new FakeClock();
    const session = await open(server.port, { clock });
    expect(await drain(session.execute(query))).toEqual([0, 1, 2, 3, 4, 5, 6]);
    const cuts = Math.ceil(9 / each) - 1;
    expect(server.count("ReattachExecute")).toBe(cuts);
    expect(clock.waits.length).toBe(waits * cuts);
    await session.close();
  });
}

const fatal: Record<string, (call: Call) => void> = {
  "RST_STREAM CANCEL": (call) => call.reset(8),
  "RST_STREAM ENHANCE_YOUR_CALM": (call) => call.reset(11),
  "HTTP 403": (call) => call.http(403),
  "INTERNAL from the server itself": (call) => call.end(13, "stopped SparkContext", messages.status({})),
  ABORTED: (call) => call.end(10, "no"),
  "an abandoned query": (call) =>
    call.end(
      13,
      "[INVALID_HANDLE.OPERATION_ABANDONED] x",
      messages.status({ errorClass: "INVALID_HANDLE.OPERATION_ABANDONED" }),
    ),
};
it.each(Object.entries(fatal))("does not repeat after %s", async (_name, breakOff) => {
  await using server = await FakeServer.start({ ExecutePlan: (call) => breakOff(call) });
  const clock = new FakeClock();
  const session = await open(server.port, { clock });
  await failure(drain(session.execute(query)));
  expect([server.count("ExecutePlan"), server.count("ReattachExecute"), clock.waits]).toEqual([1, 0, []]);
  await session.close();
});

it("gives up after sixteen attempts and ten minutes", async () => {
  await using server = await FakeServer.start({
    ExecutePlan: (call) => call.end(14, "down"),
    ReattachExecute: (call) => call.end(14, "down for good"),
  });
  const clock = new FakeClock();
  const session = await open(server.port, { clock });
  const error = await failure(drain(session.execute(query)));
  expect(error.message).toContain("down for good");
  expect(clock.waits).toEqual([50, 200, 800, 3200, 12_800, 51_200, ...Array<number>(9).fill(60_000)]);
  expect(server.count("ExecutePlan") + server.count("ReattachExecute")).toBe(16);
  await session.close();
});

it("starts a new budget with every response", async () => {
  let calls = 0;
  const { ExecutePlan, ReattachExecute } = segmented(3, 1, (call) => call.end(14, "cut"));
  await using server = await FakeServer.start({
    ExecutePlan,
    ReattachExecute: (call, request, count) =>
      calls++ % 3 === 2 ? ReattachExecute(call, request, count) : call.end(14, "again"),
  });
  const clock = new FakeClock();
  const session = await open(server.port, { clock });
  expect(await drain(session.execute(query))).toEqual([0, 1, 2]);
  expect(new Set(clock.waits)).toEqual(new Set([50, 200, 800]));
  await session.close();
});

it("backs off when every call ends empty", async () => {
  await using server = await FakeServer.start({
    ExecutePlan: (call) => call.end(),
    ReattachExecute: (call) => call.end(),
  });
  const clock = new FakeClock();
  const session = await open(server.port, { clock });
  await failure(drain(session.execute(query)));
  expect(clock.waits.slice(0, 5)).toEqual([50, 200, 800, 3200, 12_800]);
  expect(server.count("ReattachExecute")).toBe(15);
  await session.close();
});

const notFound = (kind: string) => (call: Call) =>
  call.end(13, "gone", messages.status({ errorClass: `INVALID_HANDLE.${kind}` }));

it.each(["OPERATION_NOT_FOUND", "SESSION_NOT_FOUND"])(
  "sends a query again when nothing came and the server says %s",
  async (kind) => {
    await using server = await FakeServer.start({
      ExecutePlan: async (call, request, count) => {
        if (count === 1) return call.dropConnection();
        await call.sendAll(messages.result(request.sessionId, request.operationId!, 2));
        call.end();
      },
      ReattachExecute: notFound(kind),
    });
    const session = await open(server.port, { clock: new FakeClock() });
    expect(await drain(session.execute(query))).toEqual([0, 1]);
    const [first, second] = server.requests("ExecutePlan");
    expect(second!.operationId).toBe(first!.operationId);
    await session.close();
  },
);

it.each(["OPERATION_NOT_FOUND", "SESSION_NOT_FOUND"])("never sends a command again on %s", async (kind) => {
  await using server = await FakeServer.start({
    ExecutePlan: (call) => call.dropConnection(),
    ReattachExecute: notFound(kind),
  });
  const session = await open(server.port, { clock: new FakeClock() });
  await failure(session.command({ kind: "sqlCommand", input: query }));
  expect(server.count("ExecutePlan")).toBe(1);
  await session.close();
});

it("does not start over when rows were handed out already", async () => {
  await using server = await FakeServer.start({
    ...segmented(4, 3, (call) => call.end(14, "cut")),
    ReattachExecute: notFound("OPERATION_NOT_FOUND"),
  });
  const session = await open(server.port, { clock: new FakeClock() });
  await failure(drain(session.execute(query)));
  expect(server.count("ExecutePlan")).toBe(1);
  await session.close();
});

it("learns which run of the server answers before the first plan is sent, and sends it along", async () => {
  await using server = await FakeServer.start();
  const session = await open(server.port);
  await drain(session.execute(query));
  expect(server.received[0]!.method).toBe("AnalyzePlan");
  expect(server.requests("ExecutePlan")[0]!.clientObservedServerSideSessionId).toMatch(/^5e55/);
  await session.close();
});

it("releases a small result once, and a large one now and then", async () => {
  await using server = await FakeServer.start({
    ExecutePlan: async (call, request) => {
      await call.sendAll(messages.result(request.sessionId, request.operationId!, 35, 4 << 20));
      call.end();
    },
  });
  const session = await open(server.port);
  await drain(session.execute(query));
  await until(
    () => server.requests("ReleaseExecute").some((r) => r.release?.$case === "releaseAll"),
    "the last release",
  );
  const behind = server.requests("ReleaseExecute").filter((r) => r.release?.$case === "releaseUntil");
  expect(behind.length).toBeGreaterThanOrEqual(1);
  expect(behind.length).toBeLessThanOrEqual(6);
  await session.close();
  await using small = await FakeServer.start();
  const other = await open(small.port);
  await drain(other.execute(query));
  await until(() => small.count("ReleaseExecute") > 0, "the release");
  expect(small.requests("ReleaseExecute").map((r) => r.release?.$case)).toEqual(["releaseAll"]);
  await other.close();
});

it("goes on with new credentials where the old ones stopped it, and sends no plan twice", async () => {
  await using server = await FakeServer.start({
    ExecutePlan: async (call, { sessionId, operationId = "" }) => {
      await call.sendAll(messages.result(sessionId, operationId, 3).slice(0, 2));
      call.end(16, "the token has expired");
    },
    ReattachExecute: async (call, { sessionId, operationId }) => {
      await call.sendAll(messages.result(sessionId, operationId, 3).slice(2));
      call.end();
    },
  });
  const session = await open(server.port, {
    credentials: { authorization: async () => new Secret("Bearer x"), refresh: async () => true },
  });
  expect(await drain(session.execute(query))).toEqual([0, 1, 2]);
  expect([server.count("ExecutePlan"), server.count("ReattachExecute")]).toEqual([1, 1]);
  await session.close();
});
