import { inspect } from "node:util";
import { describe, expect, it, vi } from "vitest";
import { parseConnectionString } from "../../src/config/index.js";
import { connect } from "../../src/connect/index.js";
import { AnalysisError, ExecutionError, ParseError, SparkError, UnsupportedError } from "../../src/errors/index.js";
import type { FetchErrorDetailsResponse } from "../../src/gen/protobuf/spark/connect/base.js";
import type { TemplateOrigin } from "../../src/plan/index.js";
import { type Call, FakeServer } from "./fake-server.js";
import { messages } from "./messages.js";
import { drain, FakeClock, failure, open, passThrough, query } from "./session.js";

vi.setConfig({ testTimeout: 60_000 });

type Details = FetchErrorDetailsResponse;

const analysis = ["org.apache.spark.sql.catalyst.ExtendedAnalysisException", "org.apache.spark.sql.AnalysisException"];

async function failWith(
  metadata: Record<string, string> | undefined,
  fetch: Details | ((call: Call) => void),
  sql = query,
  options: Parameters<typeof open>[1] = {},
): Promise<SparkError> {
  await using server = await FakeServer.start({
    ExecutePlan: (call) =>
      call.end(13, "the first line", metadata === undefined ? undefined : messages.status(metadata)),
    FetchErrorDetails: async (call, request) => {
      if (typeof fetch === "function") return fetch(call);
      await call.send(messages.errorDetails(request.sessionId, fetch));
      call.end();
    },
  });
  const session = await open(server.port, { clock: new FakeClock(), ...options });
  const error = await failure(drain(session.execute(sql)));
  expect(error).toBeInstanceOf(SparkError);
  expect(server.count("FetchErrorDetails")).toBeLessThanOrEqual(1);
  expect(server.count("ExecutePlan")).toBe(1);
  await session.close();
  return error as SparkError;
}

const known = {
  errorId: "e1",
  classes: JSON.stringify(analysis),
  errorClass: "TABLE_OR_VIEW_NOT_FOUND",
  sqlState: "42P01",
};

describe("details of an error", () => {
  it("in full, with causes, and the server's stack out of sight", async () => {
    const error = await failWith(known, {
      rootErrorIdx: 0,
      errors: [
        {
          errorTypeHierarchy: analysis,
          message: `long ${"x".repeat(5000)}`,
          causeIdx: 1,
          sparkThrowable: {
            errorClass: "TABLE_OR_VIEW_NOT_FOUND",
            sqlState: "42P01",
            messageParameters: new Map([["relationName", "`t`"]]),
          },
          stackTrace: [{ declaringClass: "org.Secret", methodName: "run", lineNumber: 7, fileName: "S.scala" }],
        },
        { errorTypeHierarchy: ["java.lang.RuntimeException"], message: "the cause" },
      ],
    });
    expect(error).toBeInstanceOf(AnalysisError);
    expect(error.message.length).toBe(5005);
    expect([error.errorClass, error.sqlState, error.messageParameters]).toEqual([
      "TABLE_OR_VIEW_NOT_FOUND",
      "42P01",
      { relationName: "`t`" },
    ]);
    expect((error.cause as Error).message).toBe("the cause");
    expect(error.serverStack).toContain("org.Secret.run(S.scala:7)");
    expect(inspect(error)).not.toContain("org.Secret");
    expect(JSON.stringify(error)).not.toContain("org.Secret");
  });

  const fallbacks: Record<
    string,
    { metadata: Record<string, string> | undefined; fetch: Details | ((call: Call) => void) }
  > = {
    "when the second call fails": { metadata: known, fetch: (call) => call.end(14, "away") },
    "when the second call breaks": { metadata: known, fetch: (call) => call.reset(2) },
    "when the server has forgotten": { metadata: known, fetch: {} },
    "when the index points nowhere": { metadata: known, fetch: { rootErrorIdx: 9, errors: [] } },
    "when the second answer is not a message": {
      metadata: known,
      fetch: (call) => void call.send(new Uint8Array([0xff, 0xff])).then(() => call.end()),
    },
    "when there is no error id": { metadata: { ...known, errorId: "" }, fetch: {} },
  };
  it.each(Object.entries(fallbacks))("from the trailer %s", async (_name, { metadata, fetch }) => {
    const error = await failWith(metadata, fetch);
    expect(error).toBeInstanceOf(AnalysisError);
    expect([error.message, error.errorClass, error.sqlState]).toEqual([
      "the first line",
      "TABLE_OR_VIEW_NOT_FOUND",
      "42P01",
    ]);
  });

  it("whose JSON is broken do not hide it", async () => {
    const error = await failWith({ classes: "[not json", messageParameters: '{"a":', errorClass: "X.Y" }, {});
    expect([error.message, error.errorClass, error.messageParameters]).toEqual(["the first line", "X.Y", {}]);
  });

  it("that are no protobuf do not hide it", async () => {
    await using server = await FakeServer.start({
      ExecutePlan: (call) => call.end(13, "the first line", new Uint8Array([0x1a, 0xff, 0x7f, 1, 2])),
    });
    const session = await open(server.port);
    expect((await failure(drain(session.execute(query)))).message).toBe("the first line");
    await session.close();
  });

  it("that run in a ring end after five", async () => {
    const error = await failWith(known, {
      rootErrorIdx: 0,
      errors: [
        { message: "a", causeIdx: 1 },
        { message: "b", causeIdx: 0 },
      ],
    });
    let depth = 0;
    for (let e: unknown = error; e instanceof Error; e = e.cause) depth++;
    expect(depth).toBe(5);
  });

  const classes: [string[], new (...args: never[]) => SparkError][] = [
    [["org.apache.spark.sql.catalyst.parser.ParseException", "org.apache.spark.sql.AnalysisException"], ParseError],
    [
      ["org.apache.spark.sql.catalyst.analysis.NoSuchTableException", "org.apache.spark.sql.AnalysisException"],
      AnalysisError,
    ],
    [["org.apache.spark.SparkArithmeticException", "java.lang.ArithmeticException"], ExecutionError],
    [
      ["org.apache.spark.SparkUnsupportedOperationException", "java.lang.UnsupportedOperationException"],
      UnsupportedError,
    ],
    [["com.example.Unknown", "java.lang.Object"], ExecutionError],
  ];
  it.each(classes)("of class %s", async (names, expected) => {
    const error = await failWith({ classes: JSON.stringify(names) }, {});
    expect(error.constructor).toBe(expected);
  });
});

describe("the place of an error", () => {
  const context = (startIndex: number, stopIndex: number, fragment: string): Details => ({
    rootErrorIdx: 0,
    errors: [
      {
        message: "no",
        errorTypeHierarchy: analysis,
        sparkThrowable: { queryContexts: [{ startIndex, stopIndex, fragment }] },
      },
    ],
  });
  const origin: TemplateOrigin = { pieces: [] };

  it("counts code points on the server and UTF-16 here", async () => {
    // As Spark 4.2 answers: the indexes are right in code points, the fragment is cut one too early.
    const text = "select '😀', nope";
    let asked: number | undefined;
    const error = await failWith(
      known,
      context(12, 15, " nop"),
      { kind: "sql", text, origin },
      {
        locate: (_origin, start) => {
          asked = start;
          return { file: "a.ts", line: 3, column: 9 };
        },
      },
    );
    expect(error.queryContext).toEqual([{ start: 13, stop: 17, fragment: "nope" }]);
    expect(asked).toBe(13);
    expect(error.location).toEqual({ file: "a.ts", line: 3, column: 9 });
    expect(error.message).toBe("no\n  at a.ts:3:9");
  });

  it("is looked for among the texts of a plan, and not guessed", async () => {
    const inner = { kind: "sql", text: "select a, nope from t", origin } as const;
    const plan = (outer: string) =>
      ({
        kind: "withRelations",
        root: { kind: "sql", text: outer },
        references: [{ kind: "subqueryAlias", alias: "x", input: inner }],
      }) as const;
    const locate = () => ({ file: "a.ts", line: 1, column: 1 });
    const found = await failWith(known, context(10, 13, "nope"), plan("select * from x"), { locate });
    expect(found.location).toBeDefined();
    const twice = await failWith(known, context(10, 13, "nope"), plan("select b, nope from x"), { locate });
    expect(twice.location).toBeUndefined();
  });

  it("is read from the parser's message", async () => {
    let asked: number | undefined;
    await failWith(
      { classes: '["org.apache.spark.sql.catalyst.parser.ParseException"]' },
      { rootErrorIdx: 0, errors: [{ message: "[PARSE_SYNTAX_ERROR] Syntax error at 'x' (line 2, pos 3)\n" }] },
      { kind: "sql", text: "a\n😀bcd", origin },
      {
        locate: (_origin, start) => {
          asked = start;
          return undefined;
        },
      },
    );
    expect(asked).toBeUndefined();
    await failWith(
      { ...known, errorId: "e" },
      { rootErrorIdx: 0, errors: [{ message: "[PARSE_SYNTAX_ERROR] Syntax error at 'x' (line 2, pos 3)\n" }] },
      { kind: "sql", text: "a\n😀bcd", origin },
      {
        locate: (_origin, start) => {
          asked = start;
          return undefined;
        },
      },
    );
    expect(asked).toBe(6);
  });
});

it("shows no secret anywhere, whatever fails", async () => {
  const canary = "canary-c0ffee";
  const target = (port: number) =>
    parseConnectionString(`sc://localhost:${port}/;token=${canary};x-gateway-key=${canary}-2`, "the test");
  const breaks: ((call: Call) => void)[] = [
    (call) => call.end(16, "Invalid authentication token"),
    (call) => call.end(7, "no"),
    (call) => call.end(13, "x", messages.status({ errorClass: "X" })),
    (call) => call.end(14, "x"),
    (call) => call.reset(2),
    (call) => call.dropConnection(),
    (call) => call.http(502),
    (call) => void call.send(new Uint8Array([0xff])).then(() => call.end()),
  ];
  const shown: string[] = [];
  const show = (value: unknown): void => {
    shown.push(
      inspect(value, { depth: Number.POSITIVE_INFINITY, showHidden: true }),
      JSON.stringify(value) ?? "",
      String(value),
    );
    if (value instanceof Error) shown.push(value.stack ?? "");
  };
  for (const breakIt of breaks) {
    await using server = await FakeServer.start();
    const session = await connect(target(server.port), { openStream: passThrough, clock: new FakeClock() });
    show(target(server.port));
    server.script = { ExecutePlan: breakIt, ReattachExecute: breakIt, Config: breakIt };
    const stream = session.execute(query);
    show(session);
    show(stream);
    show(await failure(drain(stream)));
    show(await failure(session.config.get("k")));
    await session.close();
    show(session);
    show(await failure(connect(target(1), { openStream: passThrough, clock: new FakeClock() })));
  }
  expect(shown.length).toBeGreaterThan(100);
  expect(shown.filter((text) => text.includes(canary))).toEqual([]);
});
