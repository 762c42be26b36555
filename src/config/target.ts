import type { Secret } from "./secret.js";

/** A server, and as whom to talk to it: everything a connection needs, parsed and checked. */
export interface ConnectionTarget {
  /** A host name or address; IPv6 without brackets. */
  readonly host: string;
  readonly port: number;
  readonly tls: boolean;
  /** Sent as `authorization: Bearer …`, over TLS, or in clear to the literal host `localhost` alone. */
  readonly token?: Secret;
  /** A name, not a proof: an open Spark server believes any. */
  readonly userId: string;
  /** What the user calls the program; the client adds its own name and versions. */
  readonly userAgent?: string;
  /** A UUID. A session whose id was given is shared with others: closing it here does not release it on the server. */
  readonly sessionId?: string;
  /** Sent with every call. The values may be secrets (a routing key, a gateway's password), so none is ever printed. */
  readonly headers: Readonly<Record<string, Secret>>;
  /** Bytes, both ways. */
  readonly maxMessageSize: number;
  readonly keepalive: Keepalive;
  /** Where the target was named, for messages: `SPARK_REMOTE`, `builder.remote(…)`. */
  readonly source: string;
}

export interface Keepalive {
  readonly enabled: boolean;
  readonly timeMs: number;
  readonly timeoutMs: number;
  readonly withoutCalls: boolean;
}

export const defaultPort = 15002;
export const defaultMaxMessageSize = 128 * 1024 * 1024;

/**
 * Pings while calls run, none while idle: servers before 4.3 take a ping without a call, or more than one in five
 * minutes without data, for abuse and hang up.
 */
export const defaultKeepalive: Keepalive = Object.freeze({
  enabled: true,
  timeMs: 60_000,
  timeoutMs: 20_000,
  withoutCalls: false,
});
