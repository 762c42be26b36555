import { createServer, type Server } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ConfigError, ConnectError, DatabricksSession, SessionClosedError, SparkError } from "../../src/index.js";
import { remoteOf, sessionOn } from "./session-of.js";

const { builder } = DatabricksSession;

describe("a session that cannot be had says why, and what to do", () => {
  const kept = process.env.SPARK_REMOTE;
  beforeAll(() => {
    delete process.env.SPARK_REMOTE;
  });
  afterAll(() => {
    if (kept !== undefined) process.env.SPARK_REMOTE = kept;
  });

  it("nothing configured", async () => {
    const error = await builder.getOrCreate().catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(ConfigError);
    expect(String(error)).toMatch(/SPARK_REMOTE is not set[\s\S]*dbsql engine start/);
  });

  const malformed = [
    "scc://host:12",
    "http://host",
    "sc:/host:1234/path",
    "sc://host/path",
    "sc://host/;parm1;param2",
    "sc://host:123;user_id=a94",
    "sc:///user_id=123",
    "sc://host:-4",
    "sc://:123/",
    "sc://host/;token=",
    "sc://host/;session_id=",
    "sc://host/;session_id=x",
    "sc://host/;grpc_max_message_size=abc",
  ];
  for (const remote of malformed) {
    it(`refuses ${remote}`, async () => {
      await expect(builder.remote(remote).create()).rejects.toThrow(ConfigError);
    });
  }

  it("a host that is unknown", async () => {
    await expect(builder.remote("sc://no-such-host.invalid:15002").create()).rejects.toThrow(/host name is not known/);
  });

  it("a port where nobody listens", async () => {
    const port = await freePort();
    const error = await builder
      .remote(`sc://127.0.0.1:${port}`)
      .create()
      .catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(ConnectError);
    expect(String(error)).toMatch(/nothing listens there.*dbsql engine start/);
  });

  it("a server of another kind", async () => {
    const server = await listen((socket) => socket.end("HTTP/1.1 400 Bad Request\r\n\r\n"));
    await expect(builder.remote(`sc://127.0.0.1:${portOf(server)}`).create()).rejects.toThrow(ConnectError);
    server.close();
  });

  it("a signal gives up", async () => {
    const server = await listen(() => undefined);
    const signal = AbortSignal.timeout(200);
    await expect(builder.remote(`sc://127.0.0.1:${portOf(server)}`).create({ signal })).rejects.toThrow(SparkError);
    server.close();
  });
});

describe("a session that is over", () => {
  it("says so at once", async () => {
    const spark = await sessionOn("spark");
    const df = spark.range(3);
    await spark.stop();
    await expect(df.collect()).rejects.toThrow(ConnectError);
    await expect(spark.sql`SELECT 1`.collect()).rejects.toThrow(ConnectError);
    await expect(spark.conf.get("spark.app.name")).rejects.toThrow(ConnectError);
  });

  it("is not given out again", async () => {
    const remote = `${remoteOf("spark")}/;user_id=bad_input`;
    const first = await builder.remote(remote).getOrCreate();
    expect(await builder.remote(remote).getOrCreate()).toBe(first);
    await first.stop();
    const second = await builder.remote(remote).getOrCreate();
    expect(second).not.toBe(first);
    expect(await second.sql`SELECT 1 AS one`.collect()).toEqual([{ one: 1 }]);
    await second.stop();
    expect(SessionClosedError.prototype).toBeInstanceOf(ConnectError);
  });
});

async function listen(onSocket: Parameters<typeof createServer>[1] & object): Promise<Server> {
  const server = createServer(onSocket);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return server;
}

function portOf(server: Server): number {
  const address = server.address();
  return typeof address === "object" && address !== null ? address.port : 0;
}

async function freePort(): Promise<number> {
  const server = await listen(() => undefined);
  const port = portOf(server);
  await new Promise((resolve) => server.close(resolve));
  return port;
}
