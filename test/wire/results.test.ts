import { describe, expect, it, vi } from "vitest";
import { LimitError, ProtocolError } from "../../src/errors/index.js";
import { type Call, FakeServer } from "./fake-server.js";
import { messages, responseId } from "./messages.js";
import { drain, failure, open, query, until } from "./session.js";

vi.setConfig({ testTimeout: 60_000 });

type Batch = Parameters<typeof messages.batch>[3];
type Answer = (sessionId: string, operationId: string) => Uint8Array[];

const data = new Uint8Array(8);
const batches =
  (...list: Batch[]): Answer =>
  (s, o) => [...list.map((batch, n) => messages.batch(s, o, n, batch)), messages.complete(s, o, list.length)];

/** Answers that no rows may come out of, and a word that the error must hold. */
const broken: Record<string, { answer: Answer; says: RegExp; rows?: number }> = {
  "a response twice": {
    answer: (s, o) => [
      messages.batch(s, o, 1, { rowCount: 1n, startOffset: 0n, data }),
      messages.batch(s, o, 1, { rowCount: 1n, startOffset: 1n, data }),
    ],
    says: new RegExp(`${responseId(1)} twice \\(the last one was ${responseId(1)}\\)`),
    rows: 1,
  },
  "reordered batches": {
    answer: batches({ rowCount: 1n, startOffset: 1n, data }, { rowCount: 1n, startOffset: 0n, data }),
    says: /starts at row 1, but 0 rows/,
  },
  "a skipped batch": {
    answer: batches({ rowCount: 2n, startOffset: 0n, data }, { rowCount: 1n, startOffset: 3n, data }),
    says: /starts at row 3, but 2 rows/,
    rows: 1,
  },
  "a batch that repeats rows": {
    answer: batches({ rowCount: 2n, startOffset: 0n, data }, { rowCount: 2n, startOffset: 0n, data }),
    says: /starts at row 0, but 2 rows/,
    rows: 1,
  },
  "a gap between chunks": {
    answer: batches(
      { rowCount: 1n, startOffset: 0n, data, chunkIndex: 0n, numChunksInBatch: 3n },
      { rowCount: 1n, startOffset: 0n, data, chunkIndex: 2n, numChunksInBatch: 3n },
    ),
    says: /chunk 2 follows 1 chunks/,
  },
  "a batch that starts with its second chunk": {
    answer: batches({ rowCount: 1n, startOffset: 0n, data, chunkIndex: 1n, numChunksInBatch: 2n }),
    says: /starts with chunk 1/,
  },
  "chunks that disagree on rows": {
    answer: batches(
      { rowCount: 1n, startOffset: 0n, data, chunkIndex: 0n, numChunksInBatch: 2n },
      { rowCount: 2n, startOffset: 0n, data, chunkIndex: 1n, numChunksInBatch: 2n },
    ),
    says: /disagree on rowCount/,
  },
  "an end inside a batch": {
    answer: batches({ rowCount: 1n, startOffset: 0n, data, chunkIndex: 0n, numChunksInBatch: 2n }),
    says: /ended after 1 of 2 chunks/,
  },
  "four milliard chunks": {
    answer: batches({ rowCount: 1n, startOffset: 0n, data, chunkIndex: 0n, numChunksInBatch: 2n ** 32n }),
    says: /claims 4294967296 chunks/,
  },
  "no chunks": {
    answer: batches({ rowCount: 1n, startOffset: 0n, data, chunkIndex: 0n, numChunksInBatch: 0n }),
    says: /claims 0 chunks/,
  },
  "a negative row count": { answer: batches({ rowCount: -1n, data }), says: /row_count is -1/ },
  "a negative offset": { answer: batches({ rowCount: 1n, startOffset: -5n, data }), says: /start_offset is -5/ },
  "a negative chunk": { answer: batches({ rowCount: 1n, chunkIndex: -1n, data }), says: /chunk_index is -1/ },
  "bytes that are no message": {
    answer: () => [new Uint8Array([0x12, 0xff, 0xff, 0xff, 0x0f])],
    says: /not a Spark Connect message/,
  },
};

describe("a result that breaks the protocol", () => {
  it.each(Object.entries(broken))("%s", async (_name, { answer, says, rows = 0 }) => {
    await using server = await FakeServer.start({
      ExecutePlan: async (call, request) => {
        await call.sendAll(answer(request.sessionId, request.operationId!));
        call.end();
      },
    });
    const session = await open(server.port);
    const stream = session.execute(query);
    let seen = 0;
    const error = await failure(
      (async () => {
        for await (const _ of stream) seen++;
      })(),
    );
    expect(error).toBeInstanceOf(ProtocolError);
    expect(error.message).toMatch(says);
    expect(seen).toBe(rows);
    expect(server.count("ReattachExecute")).toBe(0);
    await until(() => server.count("ReleaseExecute") > 0, "the release");
    await session.close();
  });

  const foreign = "11111111-2222-4333-8444-555555555555";
  it.each([
    ["session", (s: string, o: string) => messages.response(s, o, 0, { sessionId: foreign })],
    ["server", (s: string, o: string) => messages.response(s, o, 0, { serverSideSessionId: foreign })],
    ["operation", (s: string, _o: string) => messages.response(s, foreign, 0, {})],
  ])("from another %s: the session is over", async (what, answer) => {
    await using server = await FakeServer.start({
      ExecutePlan: (call, request) => void call.send(answer(request.sessionId, request.operationId!)),
    });
    const session = await open(server.port);
    const error = await failure(drain(session.execute(query)));
    expect(error).toBeInstanceOf(ProtocolError);
    expect(error.message).toContain(`another ${what}`);
    const before = server.received.length;
    expect((await failure(session.config.get("x"))).name).toBe("SessionClosedError");
    expect((await failure(drain(session.execute(query)))).name).toBe("SessionClosedError");
    expect(server.requests("Config").length + server.count("ExecutePlan")).toBe(1);
    expect(server.received.length - before).toBeLessThanOrEqual(1);
    await session.close();
  });
});

it("puts chunks together again", async () => {
  await using server = await FakeServer.start({
    ExecutePlan: async (call, { sessionId: s, operationId: o = "" }) => {
      const chunk = (n: number, chunkIndex: bigint, fill: number) =>
        messages.batch(s, o, n, {
          rowCount: 7n,
          startOffset: 0n,
          chunkIndex,
          numChunksInBatch: 3n,
          data: new Uint8Array(4).fill(fill),
        });
      await call.sendAll([
        chunk(1, 0n, 1),
        messages.progress(s, o, 2),
        chunk(3, 1n, 2),
        chunk(4, 2n, 3),
        messages.batch(s, o, 5, { rowCount: 1n, startOffset: 7n, data: new Uint8Array([9]) }),
        messages.complete(s, o, 6),
      ]);
      call.end();
    },
  });
  const session = await open(server.port);
  const stream = session.execute(query);
  const seen: [number, number[]][] = [];
  for await (const batch of stream) seen.push([batch.rowCount, [...batch.ipc]]);
  expect(seen).toEqual([
    [7, [1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3]],
    [1, [9]],
  ]);
  await session.close();
});

it("knows the schema even of a result without rows", async () => {
  await using server = await FakeServer.start({
    ExecutePlan: async (call, { sessionId: s, operationId: o = "" }) => {
      await call.sendAll([messages.schema(s, o, 0), messages.complete(s, o, 1)]);
      call.end();
    },
  });
  const session = await open(server.port);
  const stream = session.execute(query);
  expect(await drain(stream)).toEqual([]);
  expect(stream.schema?.fields.map(({ name, type }) => [name, type.kind])).toEqual([["id", "bigint"]]);
  await session.close();
});

it("takes a message as large as allowed, and names the setting for a larger one", async () => {
  const size = 8 * 1024 * 1024;
  const serve =
    (bytes: number) => async (call: Call, request: { sessionId: string; operationId?: string | undefined }) => {
      await call.sendAll(messages.result(request.sessionId, request.operationId ?? "", 1, bytes));
      call.end();
    };
  await using server = await FakeServer.start();
  const session = await open(server.port, {}, `;grpc_max_message_size=${size}`);
  for (const bytes of [4.1 * 1024 * 1024, size - 1024]) {
    server.script = { ExecutePlan: serve(bytes) };
    expect((await drain(session.execute(query))).length).toBe(1);
  }
  server.script = { ExecutePlan: serve(size + 1) };
  const error = await failure(drain(session.execute(query)));
  expect(error).toBeInstanceOf(LimitError);
  expect(error.message).toContain("grpc_max_message_size");
  expect(server.count("ReattachExecute")).toBe(0);
  await session.close();
});

it("reads no further ahead than its buffer while the consumer is away", async () => {
  let sent = 0;
  const message = 1024 * 1024;
  await using server = await FakeServer.start({
    ExecutePlan: async (call, { sessionId: s, operationId: o = "" }) => {
      for (const response of messages.result(s, o, 64, message)) {
        if (!(await call.send(response))) return;
        sent++;
      }
      call.end();
    },
  });
  const session = await open(server.port);
  const stream = session.execute(query);
  await stream.next();
  await new Promise((resolve) => setTimeout(resolve, 500));
  // The buffer, the window, and what both sides had in their hands when those were full.
  expect(sent).toBeLessThanOrEqual(14);
  expect((await drain(stream)).length).toBe(63);
  await session.close();
});

it("parks a query whose consumer is away, reminds the server, and goes on without loss", async () => {
  const serveFrom = async (call: Call, s: string, o: string, last: string | undefined): Promise<void> => {
    const all = messages.result(s, o, 12, 1024);
    const from = last ? all.findIndex((_, n) => responseId(n) === last) + 1 : 0;
    for (const response of all.slice(from)) if (!(await call.send(response))) return;
    call.end();
  };
  await using server = await FakeServer.start({
    ExecutePlan: (call, r) => serveFrom(call, r.sessionId, r.operationId, undefined),
    ReattachExecute: (call, r) => serveFrom(call, r.sessionId, r.operationId, r.lastResponseId),
  });
  const session = await open(server.port, { timing: { bufferBytes: 2048, parkAfterMs: 50, touchEveryMs: 80 } });
  const stream = session.execute(query);
  const first = await stream.next();
  await until(() => server.count("ReattachExecute") >= 4, "the reminders");
  expect(server.count("ExecutePlan")).toBe(1);
  const rest = await drain(stream);
  expect([first.value?.ipc[0], ...rest]).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
  await session.close();
});
