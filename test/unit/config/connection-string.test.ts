import { inspect } from "node:util";
import { afterEach, describe, expect, it, vi } from "vitest";
import { fromCode, fromSparkRemote, parseConnectionString, resolveTarget } from "../../../src/config/index.js";
import { ConfigError } from "../../../src/errors/index.js";

const parse = (text: string, env: Record<string, string> = { USER: "me" }) =>
  parseConnectionString(text, "the test", env);

const mustFail: readonly string[] = [
  "",
  "localhost:15002",
  "scc://host:12",
  "http://host",
  "sc:/host:1234/path",
  "sc://host/path",
  "sc://host/;parm1;param2",
  "sc://host:123;user_id=a94",
  "sc:///user_id=123",
  "sc://host:-4",
  "sc://host:0",
  "sc://host:65536",
  "sc://host:12a",
  "sc://host:",
  "sc://:123/",
  "sc://",
  "sc://user@host",
  "sc://host name",
  "sc://[::1",
  "sc://::1:15002",
  "sc://host?x=1",
  "sc://host/?x=1",
  "sc://host/;=x",
  "sc://host/;token=",
  "sc://host/;session_id=",
  "sc://host/;session_id=abc",
  "sc://host/;user_id=",
  "sc://host/;user_agent=",
  "sc://host/;use_ssl=yes",
  "sc://host/;grpc_max_message_size=abc",
  "sc://host/;grpc_max_message_size=0",
  "sc://host/;grpc_max_message_size=-1",
  "sc://host/;grpc_keepalive_time_ms=1.5",
  "sc://host/;user_id=%zz",
  "sc://host/;sp ace=x",
  "sc://host/;x-bin=x",
  "sc://host/;grpc-timeout=1",
  "sc://host/;x=%0d%0ainjected",
  "sc://host/;Token=abc",
  "sc://host/;authorization=Bearer%20abc",
  `sc://host/;user_agent=${"x".repeat(2049)}`,
];

describe("must fail", () => {
  it.each(mustFail)("%s", (text) => {
    expect(() => parse(text)).toThrow(ConfigError);
    expect(() => parse(text)).toThrow(/^the test: .+\. .+/s);
  });

  it("repeats no value in the message", () => {
    for (const text of [
      "sc://h/;Token=canary",
      "sc://h/;token=%zzcanary",
      "sc://h/;session_id=canary",
      "sc://h/;k y=canary",
    ]) {
      expect(() => parse(text)).toThrow(ConfigError);
      try {
        parse(text);
      } catch (error) {
        expect(inspect(error)).not.toContain("canary");
      }
    }
  });
});

const mustPass: readonly (readonly [string, Record<string, unknown>])[] = [
  ["sc://host", { host: "host", port: 15_002, tls: false, userId: "me" }],
  ["sc://host:443", { port: 443 }],
  ["sc://host/", { host: "host" }],
  ["sc://localhost/;", { host: "localhost" }],
  ["sc://[::1]", { host: "::1", port: 15_002 }],
  ["sc://[::1]:99/;use_ssl=true", { host: "::1", port: 99, tls: true }],
  ["sc://host/;use_ssl=true;;user_id=a;", { tls: true, userId: "a" }],
  ["sc://host/;user_id=a%20b+c", { userId: "a b+c" }],
  ["sc://host/;user_agent=my%20app", { userAgent: "my app" }],
  ["sc://host/;session_id=00112233-4455-6677-8899-AABBCCDDEEFF", { sessionId: "00112233-4455-6677-8899-aabbccddeeff" }],
  ["sc://host/;grpc_max_message_size=1000", { maxMessageSize: 1000 }],
  [
    "sc://host/;grpc_keepalive_enabled=false;grpc_keepalive_time_ms=1;grpc_keepalive_timeout_ms=2;grpc_keepalive_without_calls=true",
    { keepalive: { enabled: false, timeMs: 1, timeoutMs: 2, withoutCalls: true } },
  ],
  ["sc://localhost/;use_ssl=false;token=x", { tls: false }],
  ["sc://localhost/;token=x", { tls: false }],
  ["sc://localhost/;token=x;use_ssl=true", { tls: true }],
  ["sc://127.0.0.1/;token=x", { tls: true }],
  ["sc://host/;token=x", { tls: true }],
  ["sc://host/;use_ssl=false;token=x", { tls: true }],
];

describe("must pass", () => {
  it.each(mustPass)("%s", (text, expected) => {
    expect(parse(text)).toMatchObject(expected);
  });

  it("keeps a token whole: padding, plus and percent", () => {
    expect(parse("sc://h/;token=ab+c==").token?.reveal()).toBe("ab+c==");
    expect(parse("sc://h/;token=a%3Bb%3D").token?.reveal()).toBe("a;b=");
  });

  it("sends other keys as headers, in lower case, and prints none of their values", () => {
    const target = parse("sc://h/;X-Cluster-Id=c1;x-key=canary;token=canary");
    expect(Object.entries(target.headers).map(([k, v]) => [k, v.reveal()])).toEqual([
      ["x-cluster-id", "c1"],
      ["x-key", "canary"],
    ]);
    expect(inspect(target, { depth: 9, showHidden: true }) + JSON.stringify(target)).not.toContain("canary");
  });

  it("treats every name as data", () => {
    const target = parse("sc://h/;__proto__=x;constructor=y");
    expect(Object.keys(target.headers)).toEqual(["__proto__", "constructor"]);
    expect(({} as Record<string, unknown>).x).toBeUndefined();
  });
});

describe("a key that differs from a known one by its case only", () => {
  afterEach(() => vi.restoreAllMocks());
  it("is warned about", () => {
    const warned = vi.spyOn(process, "emitWarning").mockImplementation(() => {});
    parse("sc://h/;User_Id=x");
    expect(String(warned.mock.calls[0]?.[0])).toContain(";user_id=");
    parse("sc://h/;x-other=x");
    expect(warned).toHaveBeenCalledTimes(1);
  });
});

describe("what the environment fills in", () => {
  it("user, token and user agent, each only where the string is silent", () => {
    const env = {
      SPARK_USER: "s",
      USER: "u",
      SPARK_CONNECT_AUTHENTICATE_TOKEN: "t",
      SPARK_CONNECT_USER_AGENT: "agent",
    };
    const filled = parse("sc://host", env);
    expect([filled.userId, filled.token?.reveal(), filled.userAgent, filled.tls]).toEqual(["s", "t", "agent", true]);
    const given = parse("sc://host/;user_id=a;token=b;user_agent=c", env);
    expect([given.userId, given.token?.reveal(), given.userAgent]).toEqual(["a", "b", "c"]);
    expect(parse("sc://host", { SPARK_USER: "", USER: "u" }).userId).toBe("u");
  });
});

describe("where the server is named", () => {
  const sources = (remote?: Parameters<typeof fromCode>[0]) => [fromCode(remote), fromSparkRemote];
  it("code before the environment, and nothing merged", () => {
    const env = { SPARK_REMOTE: "sc://other/;user_id=x", USER: "me" };
    expect(resolveTarget(sources("sc://here"), env)).toMatchObject({ host: "here", userId: "me" });
    expect(resolveTarget(sources(), env)).toMatchObject({ host: "other", source: "SPARK_REMOTE" });
  });

  it("nowhere: every place looked at, and the next command", () => {
    for (const env of [{}, { SPARK_REMOTE: " " }]) {
      expect(() => resolveTarget(sources(), env)).toThrow(
        /SPARK_REMOTE is not set[\s\S]*dbsql engine start[\s\S]*export SPARK_REMOTE/,
      );
    }
  });

  it("by its parts", () => {
    const cluster = resolveTarget(sources({ host: "https://x.example.com/?o=1", clusterId: "c-1", token: "t" }), {});
    expect(cluster).toMatchObject({ host: "x.example.com", port: 443, tls: true });
    expect(cluster.headers["x-databricks-cluster-id"]?.reveal()).toBe("c-1");
    expect(resolveTarget(sources({ host: "h", port: 7 }), {})).toMatchObject({ host: "h", port: 7, tls: false });
    for (const bad of [
      { host: "" },
      { host: "a b" },
      { host: "h", port: 0 },
      { host: "h", token: "" },
      { host: "h", sessionId: "x" },
    ]) {
      expect(() => resolveTarget(sources(bad), {})).toThrow(ConfigError);
    }
  });
});
