import { userInfo } from "node:os";
import { ConfigError } from "../errors/index.js";
import { Secret } from "./secret.js";
import { type ConnectionTarget, defaultKeepalive, defaultMaxMessageSize, defaultPort } from "./target.js";

/** The variables that fill what a connection string leaves open. */
export type Environment = Readonly<Record<string, string | undefined>>;

interface Draft {
  token?: Secret;
  useTls?: boolean;
  userId?: string;
  userAgent?: string;
  sessionId?: string;
  maxMessageSize?: number;
  keepaliveEnabled?: boolean;
  keepaliveTimeMs?: number;
  keepaliveTimeoutMs?: number;
  keepaliveWithoutCalls?: boolean;
}

type Reader = (value: string, key: string) => Partial<Draft>;

/** Every key that Spark knows. Keys are case-sensitive, as in Spark's own clients; any other key becomes a header. */
const knownKeys: Readonly<Record<string, Reader>> = Object.assign(Object.create(null) as Record<string, Reader>, {
  token: (value: string) => ({ token: new Secret(value) }),
  use_ssl: (value: string, key: string) => ({ useTls: readBoolean(value, key) }),
  user_id: (value: string) => ({ userId: value }),
  user_agent: (value: string) => ({ userAgent: checkUserAgent(value) }),
  session_id: (value: string) => ({ sessionId: checkSessionId(value) }),
  grpc_max_message_size: (value: string, key: string) => ({ maxMessageSize: readWhole(value, key) }),
  grpc_keepalive_enabled: (value: string, key: string) => ({ keepaliveEnabled: readBoolean(value, key) }),
  grpc_keepalive_time_ms: (value: string, key: string) => ({ keepaliveTimeMs: readWhole(value, key) }),
  grpc_keepalive_timeout_ms: (value: string, key: string) => ({ keepaliveTimeoutMs: readWhole(value, key) }),
  grpc_keepalive_without_calls: (value: string, key: string) => ({ keepaliveWithoutCalls: readBoolean(value, key) }),
} satisfies Record<string, Reader>);

/**
 * Reads `sc://host[:port]/[;key=value…]`, Spark's connection string.
 *
 * Values are percent-decoded once; a value may hold `=`. A token means TLS, whatever `use_ssl` says, except on the
 * literal host `localhost`. Nothing of a value is repeated in an error.
 *
 * @param text - the string
 * @param source - where it was found, for messages
 * @param env - fills user, token and user agent where the string leaves them open
 * @throws ConfigError naming what is wrong and how to mend it
 * @see {@link https://spark.apache.org/docs/latest/spark-connect-overview.html | Spark Connect}
 */
export function parseConnectionString(text: string, source: string, env: Environment = {}): ConnectionTarget {
  const fail = (what: string, next: string): ConfigError =>
    new ConfigError(`${source}: ${what}. ${next}`, { errorClass: "DBSQL_CONNECTION_STRING" });
  const example = "Write it as sc://host:15002/;key=value, for example sc://localhost:15002.";

  if (!text.startsWith("sc://")) {
    const scheme = /^[A-Za-z][A-Za-z0-9+.-]*:/.exec(text)?.[0];
    const found = scheme === undefined ? "it has no scheme" : `it begins with \`${scheme}\``;
    throw fail(`not a Spark Connect address, which begins with sc:// (${found})`, example);
  }
  const rest = text.slice("sc://".length);
  const slash = rest.indexOf("/");
  const authority = slash < 0 ? rest : rest.slice(0, slash);
  const tail = slash < 0 ? "" : rest.slice(slash + 1);
  if (authority.includes(";")) throw fail("the parameters begin without a slash", "Write a / before the first ;.");
  const { host, port } = parseAuthority(authority, (what) => fail(what, example));
  if (tail !== "" && !tail.startsWith(";")) {
    throw fail(
      "there is a path behind the host, and Spark Connect has none",
      "Write parameters as /;key=value, with the semicolon.",
    );
  }

  const draft: Draft = {};
  const headers: [string, string][] = [];
  for (const part of tail.split(";")) {
    if (part === "") continue;
    const equals = part.indexOf("=");
    if (equals <= 0) {
      throw fail(
        "a parameter is not of the form key=value",
        "Write each one as ;key=value, and ; inside a value as %3B.",
      );
    }
    const key = part.slice(0, equals);
    const value = decodeValue(part.slice(equals + 1), () =>
      fail(`the value of \`${key}\` has a broken percent escape`, "Write a plain % as %25."),
    );
    const reader = knownKeys[key];
    if (reader === undefined) {
      headers.push([key, value]);
      continue;
    }
    if (value === "") throw fail(`\`${key}\` is empty`, `Give it a value, or leave ;${key}= out.`);
    try {
      Object.assign(draft, reader(value, key));
    } catch (error) {
      if (error instanceof ConfigError) throw fail(error.message, `Mend ;${key}=.`);
      throw error;
    }
  }
  return completeTarget({ ...draft, host, port, headers, source }, env);
}

/** The parts of a target as a user gives them, before the environment fills the gaps. */
export interface TargetParts extends Draft {
  readonly host: string;
  readonly port: number;
  readonly headers: readonly (readonly [string, string])[];
  readonly source: string;
}

/** Applies the rules that hold however a target was given: token means TLS, and where user and token come from. */
export function completeTarget(parts: TargetParts, env: Environment): ConnectionTarget {
  const token = parts.token ?? secretOf(env.SPARK_CONNECT_AUTHENTICATE_TOKEN);
  const userAgent = parts.userAgent ?? (env.SPARK_CONNECT_USER_AGENT || undefined);
  if (userAgent !== undefined) checkUserAgent(userAgent);
  // Spark's own local server asks for a token without TLS, so its clients allow exactly this host, by name.
  const tls = token !== undefined && parts.host !== "localhost" ? true : (parts.useTls ?? false);
  return Object.freeze({
    host: parts.host,
    port: parts.port,
    tls,
    ...(token === undefined ? {} : { token }),
    userId: parts.userId ?? (env.SPARK_USER || env.USER || osUser()),
    ...(userAgent === undefined ? {} : { userAgent }),
    ...(parts.sessionId === undefined ? {} : { sessionId: parts.sessionId }),
    headers: checkHeaders(parts.headers, tls, parts.source),
    maxMessageSize: parts.maxMessageSize ?? defaultMaxMessageSize,
    keepalive: Object.freeze({
      enabled: parts.keepaliveEnabled ?? defaultKeepalive.enabled,
      timeMs: parts.keepaliveTimeMs ?? defaultKeepalive.timeMs,
      timeoutMs: parts.keepaliveTimeoutMs ?? defaultKeepalive.timeoutMs,
      withoutCalls: parts.keepaliveWithoutCalls ?? defaultKeepalive.withoutCalls,
    }),
    source: parts.source,
  });
}

const secretOf = (text: string | undefined): Secret | undefined => (text ? new Secret(text) : undefined);

function osUser(): string {
  try {
    return userInfo().username;
  } catch {
    // A container may run under a uid without a name.
    return "unknown";
  }
}

function parseAuthority(authority: string, fail: (what: string) => ConfigError): { host: string; port: number } {
  const match = /^(?:\[([0-9A-Fa-f:.]+(?:%[0-9A-Za-z]+)?)\]|([^\s[\]:@?#%]+))(?::(.*))?$/.exec(authority);
  if (match === null)
    throw fail(authority === "" || authority.startsWith(":") ? "the host is missing" : "the host is malformed");
  const host = match[1] ?? match[2]!;
  if (match[3] === undefined) return { host, port: defaultPort };
  const port = /^\d{1,5}$/.test(match[3]) ? Number(match[3]) : 0;
  if (port < 1 || port > 65_535) throw fail("the port is not a number from 1 to 65535");
  return { host, port };
}

function decodeValue(raw: string, fail: () => ConfigError): string {
  try {
    return decodeURIComponent(raw);
  } catch {
    throw fail();
  }
}

function readBoolean(value: string, key: string): boolean {
  const lower = value.toLowerCase();
  if (lower === "true" || lower === "false") return lower === "true";
  throw new ConfigError(`\`${key}\` is neither true nor false`);
}

function readWhole(value: string, key: string): number {
  const number = /^\d{1,15}$/.test(value) ? Number(value) : 0;
  if (number > 0 && number <= 2_147_483_647) return number;
  throw new ConfigError(`\`${key}\` is not a whole number from 1 to 2147483647`);
}

/** @throws ConfigError when it is not a UUID, which the server would refuse. */
export function checkSessionId(value: string): string {
  if (/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(value)) return value.toLowerCase();
  throw new ConfigError("`session_id` is not a UUID, such as 00112233-4455-6677-8899-aabbccddeeff");
}

function checkUserAgent(value: string): string {
  // One byte is at most three characters of a percent escape; a lone surrogate counts as its replacement.
  if (encodeURIComponent(Buffer.from(value, "utf8").toString("utf8")).length <= 2048) return value;
  throw new ConfigError("the user agent is longer than 2048 characters");
}

function checkHeaders(
  headers: readonly (readonly [string, string])[],
  tls: boolean,
  source: string,
): Readonly<Record<string, Secret>> {
  const checked = Object.create(null) as Record<string, Secret>;
  for (const [key, value] of headers) {
    const lower = key.toLowerCase();
    if (lower === "token" || (lower === "authorization" && !tls)) {
      throw new ConfigError(
        `${source}: \`${key}\` would be sent as a plain header, in clear. Write ;token=…, in lower case, which is only sent over TLS.`,
        { errorClass: "DBSQL_CONNECTION_STRING" },
      );
    }
    if (!/^[0-9a-z_.-]+$/.test(lower) || lower.endsWith("-bin") || lower.startsWith("grpc-")) {
      throw new ConfigError(
        `${source}: \`${key}\` is neither a parameter of Spark Connect nor a legal header name. Known parameters: ${Object.keys(knownKeys).join(", ")}.`,
        { errorClass: "DBSQL_CONNECTION_STRING" },
      );
    }
    if (!/^[\x20-\x7e]*$/.test(value)) {
      throw new ConfigError(
        `${source}: the value of the header \`${key}\` holds characters that no header can carry. Only printable ASCII can.`,
        {
          errorClass: "DBSQL_CONNECTION_STRING",
        },
      );
    }
    if (lower in knownKeys) {
      process.emitWarning(`${source}: \`${key}\` is sent as a header; did you mean ;${lower}=… ?`, {
        type: "DbsqlWarning",
        code: "DBSQL_UNKNOWN_PARAMETER",
      });
    }
    checked[lower] = new Secret(value);
  }
  return Object.freeze(checked);
}
