import { ConfigError } from "../errors/index.js";
import { checkSessionId, completeTarget, type Environment, parseConnectionString } from "./connection-string.js";
import { Secret } from "./secret.js";
import { type ConnectionTarget, defaultPort } from "./target.js";

/** A server given by its parts instead of a connection string. */
export interface RemoteOptions {
  /** A host name, an address, or an `https://` URL of which only the host and port are used. */
  readonly host: string;
  /** Default: 443 for a cluster, else 15002. */
  readonly port?: number;
  readonly tls?: boolean;
  readonly token?: string;
  /** A Databricks cluster: TLS, port 443, and the header that routes to it. */
  readonly clusterId?: string;
  readonly userId?: string;
  readonly userAgent?: string;
  /** A UUID; the session is then shared with whoever uses the same one. */
  readonly sessionId?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** One place where a target may be named. A place that names none says what it looked at. */
export interface TargetSource {
  look(env: Environment): { readonly target: ConnectionTarget } | { readonly absent: string };
}

/** What the user's code says: `builder.remote(…)`. */
export const fromCode = (remote: string | RemoteOptions | undefined): TargetSource => ({
  look(env) {
    if (remote === undefined) return { absent: "builder.remote(…) was not called" };
    const source = "builder.remote(…)";
    if (typeof remote === "string") return { target: parseConnectionString(remote, source, env) };
    return { target: targetOfOptions(remote, source, env) };
  },
});

/** Spark's own variable: the same program runs on a laptop, a cluster or Sail by this alone. */
export const fromSparkRemote: TargetSource = {
  look(env) {
    const text = env.SPARK_REMOTE?.trim();
    if (!text) return { absent: "SPARK_REMOTE is not set" };
    return { target: parseConnectionString(text, "SPARK_REMOTE", env) };
  },
};

/**
 * Walks the sources in order; the first that names a server wins, and a later one adds nothing to it.
 *
 * @throws ConfigError that lists every place looked at and the next command, when none does
 */
export function resolveTarget(sources: readonly TargetSource[], env: Environment = process.env): ConnectionTarget {
  const looked: string[] = [];
  for (const source of sources) {
    const found = source.look(env);
    if ("target" in found) return found.target;
    looked.push(found.absent);
  }
  throw new ConfigError(
    [
      "No Spark server is configured. Looked at:",
      ...looked.map((place) => `  - ${place}`),
      "Start a local engine with `npx dbsql engine start`, then `export SPARK_REMOTE=sc://localhost:15002` with the address it prints.",
    ].join("\n"),
    { errorClass: "DBSQL_NO_TARGET" },
  );
}

function targetOfOptions(options: RemoteOptions, source: string, env: Environment): ConnectionTarget {
  const fail = (what: string): ConfigError =>
    new ConfigError(`${source}: ${what}.`, { errorClass: "DBSQL_CONNECTION_OPTIONS" });
  if (typeof options.host !== "string" || options.host === "") throw fail("`host` is missing");
  const match = /^(?:https:\/\/)?(?:\[([0-9A-Fa-f:.]+)\]|([^\s/[\]:@?#%;]+))(?::(\d{1,5}))?(?:[/?].*)?$/.exec(
    options.host,
  );
  if (match === null) throw fail("`host` is neither a host name nor an https:// URL");
  const cluster = options.clusterId !== undefined;
  const port = options.port ?? (match[3] === undefined ? (cluster ? 443 : defaultPort) : Number(match[3]));
  if (!Number.isInteger(port) || port < 1 || port > 65_535) throw fail("`port` is not a number from 1 to 65535");
  for (const name of ["token", "clusterId", "userId", "userAgent", "sessionId"] as const) {
    const value = options[name];
    if (value !== undefined && (typeof value !== "string" || value === "")) throw fail(`\`${name}\` is empty`);
  }
  const useTls = cluster || options.host.startsWith("https://") || options.tls;
  return completeTarget(
    {
      host: match[1] ?? match[2]!,
      port,
      ...(useTls === undefined ? {} : { useTls }),
      ...(options.token === undefined ? {} : { token: new Secret(options.token) }),
      ...(options.userId === undefined ? {} : { userId: options.userId }),
      ...(options.userAgent === undefined ? {} : { userAgent: options.userAgent }),
      ...(options.sessionId === undefined ? {} : { sessionId: checkSessionId(options.sessionId) }),
      headers: [
        ...Object.entries(options.headers ?? {}),
        ...(options.clusterId === undefined ? [] : [["x-databricks-cluster-id", options.clusterId] as const]),
      ],
      source,
    },
    env,
  );
}
