import { createHash } from "node:crypto";
import {
  type ConnectionTarget,
  fromCode,
  fromSparkRemote,
  type RemoteOptions,
  resolveTarget,
  type TargetSource,
} from "../config/index.js";
import { type Executor, type OptionValue, optionText } from "../dataframe/index.js";
import { AbortError } from "../errors/index.js";
import { BoundExecutor } from "./bound-executor.js";
import { SparkSession } from "./session.js";
import { locateInSql } from "./sql-location.js";

interface Settings {
  readonly remote: string | RemoteOptions | undefined;
  readonly config: Readonly<Record<string, string>>;
}

/**
 * Makes sessions. Immutable: each method makes another builder, so one can be kept and used twice.
 *
 * Where to connect to is taken from `remote(…)`, else from the environment (`SPARK_REMOTE`).
 *
 * @example
 * ```ts
 * const session = await DatabricksSession.builder
 *   .remote("sc://localhost:15002")
 *   .config("spark.sql.session.timeZone", "Europe/Berlin")
 *   .getOrCreate();
 * ```
 */
export class SessionBuilder {
  readonly #settings: Settings;

  /** @internal */
  constructor(settings: Settings = { remote: undefined, config: {} }) {
    this.#settings = settings;
  }

  /**
   * The server: Spark's connection string, or its parts.
   *
   * @param remote such as `sc://localhost:15002/;user_id=me`, or `{ host, port, token, … }`
   */
  remote(remote: string | RemoteOptions): SessionBuilder {
    return new SessionBuilder({ ...this.#settings, remote });
  }

  /**
   * A setting that the session begins with.
   *
   * @throws ArgumentError for a value that has no text
   */
  config(key: string, value: OptionValue): SessionBuilder {
    const config = { ...this.#settings.config, [key]: optionText(key, value) };
    return new SessionBuilder({ ...this.#settings, config });
  }

  /** A name for the program, which the server's own pages show. */
  appName(name: string): SessionBuilder {
    return this.config("spark.app.name", name);
  }

  /**
   * The live session of the same configuration, or a new one when there is none.
   *
   * @param options `signal` gives up connecting
   * @throws ConfigError when no server is configured, or wrongly; ConnectError when it cannot be reached or refuses;
   * UnsupportedError when it is older than Spark 4.0
   */
  async getOrCreate(options: { readonly signal?: AbortSignal } = {}): Promise<SparkSession> {
    const target = this.#target();
    const key = keyOf(target);
    // Nothing is awaited between the look and the entry: two calls at once must get one session.
    const known = live.get(key);
    if (known === undefined) {
      const made = this.#open(target, options);
      live.set(key, made);
      made.catch(() => live.delete(key));
      return made;
    }
    const session = await orGivenUp(known, options.signal).catch((error: unknown) => {
      // Whoever began to connect gave up, and not this caller.
      if (error instanceof AbortError && !options.signal?.aborted) return undefined;
      throw error;
    });
    if (session === undefined || session.stopped) {
      if (live.get(key) === known) live.delete(key);
      return this.getOrCreate(options);
    }
    await applySettings(session, this.#settings.config);
    return session;
  }

  /**
   * A new session, whatever others there are.
   *
   * @param options `signal` gives up connecting
   * @throws as {@link SessionBuilder.getOrCreate}
   */
  async create(options: { readonly signal?: AbortSignal } = {}): Promise<SparkSession> {
    return this.#open(this.#target(), options);
  }

  #target(): ConnectionTarget {
    const sources: readonly TargetSource[] = [fromCode(this.#settings.remote), fromSparkRemote];
    return resolveTarget(sources);
  }

  async #open(target: ConnectionTarget, options: { readonly signal?: AbortSignal }): Promise<SparkSession> {
    const session = new SparkSession(new BoundExecutor(await openConnection(target, options)));
    try {
      await applySettings(session, this.#settings.config);
      return session;
    } catch (error) {
      await session.stop();
      throw error;
    }
  }
}

/** The sessions of `getOrCreate`, from the first call on: two calls at once get one session. */
const live = new Map<string, Promise<SparkSession>>();

/** What somebody else began, for a caller that may give up waiting for it. */
function orGivenUp<T>(begun: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (signal === undefined) return begun;
  return new Promise((resolve, reject) => {
    const giveUp = (): void =>
      reject(
        new AbortError("The request was cancelled by its AbortSignal.", {
          cause: signal.reason,
          errorClass: "DBSQL_ABORTED",
        }),
      );
    if (signal.aborted) giveUp();
    else signal.addEventListener("abort", giveUp, { once: true });
    void begun.then(resolve, reject).finally(() => signal.removeEventListener("abort", giveUp));
  });
}

/** The wire, Arrow and Temporal are loaded here, by the first session: importing the package loads none of them. */
async function openConnection(target: ConnectionTarget, options: { readonly signal?: AbortSignal }): Promise<Executor> {
  const [{ connect }, { openStream }, { ensureTemporal }] = await Promise.all([
    import("../connect/index.js"),
    import("../arrow/index.js"),
    import("../values/index.js"),
  ]);
  await ensureTemporal();
  return connect(target, { ...options, openStream, locate: locateInSql });
}

async function applySettings(session: SparkSession, config: Readonly<Record<string, string>>): Promise<void> {
  for (const [key, value] of Object.entries(config)) await session.conf.set(key, value);
}

/** Equal for equal configurations. Secrets go in by their hash: the key is kept as long as the process. */
function keyOf(target: ConnectionTarget): string {
  const { token, headers, source: _, ...open } = target;
  const secrets = [token, ...Object.entries(headers).sort().flat()].map((part) =>
    typeof part === "object" ? part.reveal() : part,
  );
  const hash = createHash("sha256").update(JSON.stringify(secrets)).digest("hex");
  return JSON.stringify([Object.entries(open).sort(), hash]);
}
