import { createServer as createTcpServer, type Socket } from "node:net";
import { describe, expect, it, vi } from "vitest";
import type { Credentials } from "../../src/auth/index.js";
import { parseConnectionString, Secret } from "../../src/config/index.js";
import { connect } from "../../src/connect/index.js";
import { AbortError, ConnectError, SessionClosedError, UnsupportedError } from "../../src/errors/index.js";
import { DatabricksSession } from "../../src/index.js";
import { FakeServer } from "./fake-server.js";
import { messages } from "./messages.js";
import { drain, FakeClock, failure, open, passThrough, query, until } from "./session.js";

vi.setConfig({ testTimeout: 60_000 });

/** A plain TCP server that keeps what it hears. */
async function listener(onSocket: (socket: Socket) => void = () => {}) {
  const heard: Buffer[] = [];
  const sockets = new Set<Socket>();
  const server = createTcpServer((socket) => {
    sockets.add(socket);
    socket.on("data", (bytes: Buffer) => heard.push(bytes));
    socket.on("error", () => {});
    onSocket(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  return {
    port,
    sockets,
    heard: () => Buffer.concat(heard),
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

describe("a server that cannot be reached", () => {
  it("refused: reported after four attempts in about a second, with the next command", async () => {
    const gone = await listener();
    await gone[Symbol.asyncDispose]();
    const clock = new FakeClock();
    const error = await failure(open(gone.port, { clock }));
    expect(error).toBeInstanceOf(ConnectError);
    expect(error.message).toContain(`127.0.0.1:${gone.port}`);
    expect(error.message).toContain("dbsql engine start");
    expect(clock.waits).toEqual([50, 200, 800]);
  });

  it("silent: reported when the time to connect is over", async () => {
    await using silent = await listener();
    const error = await failure(open(silent.port, { timing: { connectTimeoutMs: 300 } }));
    expect(error).toBeInstanceOf(ConnectError);
    expect(error.message).toContain("did not speak HTTP/2 within 0.3 s");
  });

  it("silent: who waits for the session that another call opens may give up too", async () => {
    await using silent = await listener();
    const builder = DatabricksSession.builder.remote(`sc://127.0.0.1:${silent.port}`);
    const [first, second] = [new AbortController(), new AbortController()];
    const opening = failure(builder.getOrCreate({ signal: first.signal }));
    const waiting = failure(builder.getOrCreate({ signal: second.signal }));
    second.abort();
    expect(await waiting).toBeInstanceOf(AbortError);
    first.abort();
    expect(await opening).toBeInstanceOf(AbortError);
  });

  it("hangs up at once", async () => {
    await using rude = await listener((socket) => socket.destroy());
    const error = await failure(open(rude.port, { clock: new FakeClock() }));
    expect(error).toBeInstanceOf(ConnectError);
    expect(error.message).toMatch(/hung up|Cannot reach/);
  });

  it("another kind of server", async () => {
    await using web = await listener((socket) => socket.end("HTTP/1.1 400 Bad Request\r\n\r\n"));
    const error = await failure(open(web.port, { clock: new FakeClock() }));
    expect(error).toBeInstanceOf(ConnectError);
  });

  it("an unknown host", async () => {
    const target = parseConnectionString("sc://no-such-host.invalid", "SPARK_REMOTE");
    const error = await failure(connect(target, { openStream: passThrough, clock: new FakeClock() }));
    expect(error).toBeInstanceOf(ConnectError);
    expect(error.message).toContain("the host name is not known");
    expect(error.message).toContain("SPARK_REMOTE");
  });
});

describe("the first answer", () => {
  it("waits as long as a starting server asks for", async () => {
    await using server = await FakeServer.start({
      AnalyzePlan: async (call, request, count) => {
        if (count < 3) return call.end(12, "starting", messages.status(undefined, count === 1 ? 300 : 36_000));
        await call.send(messages.version(request.sessionId, "4.2.0"));
        call.end();
      },
    });
    const clock = new FakeClock();
    const session = await open(server.port, { clock });
    expect(clock.waits).toEqual([300_000, 600_000]);
    await session.close();
  });

  it("below Spark 4.0 is refused with the version", async () => {
    await using server = await FakeServer.start({
      AnalyzePlan: async (call, request) => {
        await call.send(messages.version(request.sessionId, "3.5.4"));
        call.end();
      },
    });
    const error = await failure(open(server.port));
    expect(error).toBeInstanceOf(UnsupportedError);
    expect(error.message).toContain("3.5.4");
  });

  it("may be that the server cannot say, as Sail without PySpark", async () => {
    await using server = await FakeServer.start({
      AnalyzePlan: (call) => call.end(13, "failed to get PySpark version", messages.status({})),
    });
    const session = await open(server.port);
    expect(session.serverVersion).toBeUndefined();
    expect(server.received.map(({ method }) => method)).toContain("Config");
    await drain(session.execute(query));
    expect(server.requests("ExecutePlan")[0]!.clientObservedServerSideSessionId).toMatch(/^5e55/);
    await session.close();
  });

  it("of a server that closed the session is the end of it, by one call", async () => {
    await using server = await FakeServer.start();
    const session = await open(server.port);
    server.script = {
      ExecutePlan: (call) =>
        call.end(
          13,
          "[INVALID_HANDLE.SESSION_CLOSED] x",
          messages.status({ errorClass: "INVALID_HANDLE.SESSION_CLOSED" }),
        ),
    };
    expect(session.closed).toBe(false);
    expect(await failure(drain(session.execute(query)))).toBeInstanceOf(SessionClosedError);
    expect(session.closed).toBe(true);
    expect(await failure(drain(session.execute(query)))).toBeInstanceOf(SessionClosedError);
    expect(server.count("ExecutePlan")).toBe(1);
    await session.close();
    expect(server.count("ReleaseSession")).toBe(0);
  });
});

describe("a token", () => {
  const canary = "canary-7f3a91";

  it.each(["", ";use_ssl=false"])("never travels in clear to a host that is not localhost%s", async (more) => {
    await using sniffer = await listener();
    const target = parseConnectionString(`sc://127.0.0.1:${sniffer.port}/;token=${canary}${more}`, "the test");
    const error = await failure(
      connect(target, { openStream: passThrough, clock: new FakeClock(), timing: { connectTimeoutMs: 300 } }),
    );
    expect(error).toBeInstanceOf(ConnectError);
    const heard = sniffer.heard();
    expect(heard.length).toBeGreaterThan(0);
    expect(heard.includes(canary)).toBe(false);
  });

  it("travels to localhost, as Spark's own clients allow", async () => {
    let authorization: unknown;
    await using server = await FakeServer.start({
      AnalyzePlan: async (call, request) => {
        authorization = call.headers.authorization;
        await call.send(messages.version(request.sessionId, "4.2.0"));
        call.end();
      },
    });
    const target = parseConnectionString(`sc://localhost:${server.port}/;token=${canary}`, "the test");
    const session = await connect(target, { openStream: passThrough });
    expect(authorization).toBe(`Bearer ${canary}`);
    await session.close();
  });

  it("is asked for on every call, and refreshed once when it is refused", async () => {
    let current = "one";
    let refreshes = 0;
    const credentials: Credentials = {
      authorization: async () => new Secret(`Bearer ${current}`),
      refresh: async () => {
        refreshes++;
        await new Promise((resolve) => setTimeout(resolve, 20));
        current = "two";
        return true;
      },
    };
    let wanted = "Bearer one";
    await using server = await FakeServer.start({
      Config: async (call, request) => {
        if (call.headers.authorization !== wanted) return call.end(16, "Invalid authentication token");
        await call.send(messages.config(request.sessionId, { k: "v" }));
        call.end();
      },
    });
    const target = parseConnectionString(`sc://localhost:${server.port}`, "the test");
    const session = await connect(target, { openStream: passThrough, credentials });
    expect(await session.config.get("k")).toBe("v");
    wanted = "Bearer two";
    const answers = await Promise.all(Array.from({ length: 20 }, () => session.config.get("k")));
    expect(new Set(answers)).toEqual(new Set(["v"]));
    expect(refreshes).toBe(1);
    wanted = "Bearer three";
    const before = server.count("Config");
    const error = await failure(session.config.get("k"));
    expect(error.message).toContain("refused the credentials");
    expect(refreshes).toBeLessThanOrEqual(2);
    expect(server.count("Config") - before).toBeLessThanOrEqual(2);
    await session.close();
  });
});

it("goes straight to a loopback server, whatever proxy the environment names", async () => {
  await using proxy = await listener();
  await using server = await FakeServer.start();
  vi.stubEnv("http_proxy", `http://127.0.0.1:${proxy.port}`);
  vi.stubEnv("https_proxy", `http://127.0.0.1:${proxy.port}`);
  vi.stubEnv("grpc_proxy", `http://127.0.0.1:${proxy.port}`);
  try {
    const session = await open(server.port);
    await session.close();
    expect(proxy.sockets.size).toBe(0);
  } finally {
    vi.unstubAllEnvs();
  }
});

it("runs many queries at once over one connection", async () => {
  await using server = await FakeServer.start();
  const session = await open(server.port);
  for (let round = 0; round < 5; round++) {
    const results = await Promise.all(Array.from({ length: 100 }, () => drain(session.execute(query))));
    expect(results.every((seen) => seen.join() === "0,1,2")).toBe(true);
  }
  await until(() => server.count("ReleaseExecute") === 500, "the releases");
  expect(server.connections).toBe(1);
  await session.close();
});
