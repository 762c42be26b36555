import { randomUUID } from "node:crypto";
import { bearer, type Credentials } from "../auth/index.js";
import type { ConnectionTarget } from "../config/index.js";
import type { Executor } from "../dataframe/executor.js";
import { ConnectError, SparkError, UnsupportedError } from "../errors/index.js";
import { ConnectClient } from "./client.js";
import type { Locate } from "./error-details.js";
import type { OpenStream } from "./result-stream.js";
import { type Clock, firstContactPolicies, systemClock } from "./retry.js";
import { SessionState } from "./session-state.js";
import { defaultTiming, type Timing } from "./timing.js";

export type { OpenStream } from "./result-stream.js";
export type { Timing } from "./timing.js";

export interface ConnectOptions {
  /** Credentials that may change while the session lives; default: the token of the target. */
  readonly credentials?: Credentials;
  /** Finds the place in the user's program of a UTF-16 offset in a SQL text. */
  readonly locate?: Locate;
  readonly openStream: OpenStream;
  readonly signal?: AbortSignal;
  readonly timing?: Partial<Timing>;
  readonly clock?: Clock;
}

/** The protocol that this client speaks. */
const protocolVersion = "4.2.0";

/**
 * Opens a session. The first contact has a short patience of its own: a port that refuses and a host that does not speak
 * are reported within seconds, while an outage later is waited for, up to ten minutes. It also learns which run of the
 * server answers, so that no command is ever repeated against another.
 *
 * @throws ConnectError when the server cannot be reached or refuses; UnsupportedError below Spark 4.0
 */
export async function connect(target: ConnectionTarget, options: ConnectOptions): Promise<Executor> {
  const timing: Timing = { ...defaultTiming, ...options.timing };
  const client = new ConnectClient({
    target,
    credentials: options.credentials ?? (target.token === undefined ? undefined : bearer(target.token)),
    session: new SessionState(target.sessionId ?? randomUUID(), target.userId, clientType(target.userAgent)),
    clock: options.clock ?? systemClock,
    timing,
    openStream: options.openStream,
    locate: options.locate,
  });
  try {
    client.serverVersion = await firstContact(client, target, timing, options.signal);
    checkVersion(client.serverVersion, target);
    return client;
  } catch (error) {
    await client.close();
    throw error;
  }
}

async function firstContact(
  client: ConnectClient,
  target: ConnectionTarget,
  timing: Timing,
  signal: AbortSignal | undefined,
): Promise<string | undefined> {
  const silent = new AbortController();
  const timer = setTimeout(() => {
    if (client.connecting) silent.abort();
  }, timing.connectTimeoutMs);
  try {
    return await client.analyze(
      { kind: "sparkVersion" },
      {
        signal: signal === undefined ? silent.signal : AbortSignal.any([signal, silent.signal]),
        policies: firstContactPolicies,
        deadlineMs: timing.firstAnswerMs,
      },
    );
  } catch (error) {
    if (silent.signal.aborted && !signal?.aborted) {
      const seconds = timing.connectTimeoutMs / 1000;
      throw unreachable(target, `it took the connection but did not speak HTTP/2 within ${seconds} s`, error);
    }
    if (!(error instanceof SparkError)) throw error;
    if (error.errorClass === "DBSQL_UNAVAILABLE") throw unreachable(target, error.message, error);
    if (!cannotSay(error)) throw error;
    // Sail answers this question only where PySpark is installed. Any other cheap one makes it known as well.
    await client.config.getOption("spark.sql.session.timeZone");
    return undefined;
  } finally {
    clearTimeout(timer);
  }
}

/** The server was reached and understood us, but has no version to tell. */
const cannotSay = (error: SparkError): boolean =>
  !(error instanceof ConnectError) &&
  (error.cause === undefined || error.cause instanceof Error) &&
  error.name !== "AbortError";

/** What the network's words mean, and what to do about it. */
const hints: readonly (readonly [RegExp, string])[] = [
  [/ECONNREFUSED/, "nothing listens there. Is the server running? `npx dbsql engine start` starts a local one"],
  [/ENOTFOUND|EAI_AGAIN|Name resolution failed/, "the host name is not known. Check its spelling and your network"],
  [
    /self-signed|self signed|certificate|CERT_|altnames/i,
    "its TLS certificate is not trusted. Point NODE_EXTRA_CA_CERTS at the certificate of its authority",
  ],
  [
    /wrong version number|packet length too long|EPROTO|before secure TLS/i,
    "it does not speak TLS. Drop use_ssl=true; a token is only sent over TLS, except to the host name localhost",
  ],
  [/ETIMEDOUT|EHOSTUNREACH|ENETUNREACH/, "the network does not reach it. Check the address, the VPN and firewalls"],
  [
    /ECONNRESET|Connection dropped|socket hang up|Protocol error|GOAWAY/i,
    "it hung up. Does it want TLS (;use_ssl=true), or is it another kind of server?",
  ],
];

function unreachable(target: ConnectionTarget, reason: string, cause: unknown): ConnectError {
  const hint = hints.find(([pattern]) => pattern.test(reason))?.[1] ?? reason;
  return new ConnectError(`Cannot reach Spark at ${target.host}:${target.port} (from ${target.source}): ${hint}.`, {
    errorClass: "DBSQL_UNREACHABLE",
    cause,
  });
}

function checkVersion(version: string | undefined, target: ConnectionTarget): void {
  const major = version === undefined ? undefined : /^(\d+)\./.exec(version)?.[1];
  if (major === undefined || Number(major) >= 4) return;
  throw new UnsupportedError(
    `The server ${target.host}:${target.port} runs Spark ${version}, and dbsql needs 4.0 or later. Connect to a newer server; \`npx dbsql engine start --engine spark\` starts a local one.`,
    { errorClass: "DBSQL_SERVER_TOO_OLD" },
  );
}

function clientType(userAgent: string | undefined): string {
  const own =
    userAgent === undefined ? "_SPARK_CONNECT_TS" : encodeURIComponent(Buffer.from(userAgent).toString("utf8"));
  return `${own} spark/${protocolVersion} os/${process.platform} node/${process.versions.node}`;
}
