export type EngineKind = "sail" | "spark";

/** What a caller asks for. */
export interface EngineRequest {
  readonly kind: EngineKind;
  /** Of the engine, such as `4.2.0`; the default of its kind when absent. */
  readonly version?: string;
  /** Names the engine for `stop` and `status`, and its folder of tables. Default: kind and version. */
  readonly name?: string;
  /** TCP port on the loopback interface; a free one when absent. */
  readonly port?: number;
  /** Memory of the JVM in Java's notation, such as `2g`. Apache Spark only. */
  readonly heap?: string;
  /** Cores that one engine uses at a time. Apache Spark only; 2 when absent. */
  readonly cores?: number;
  /** True for an engine that lives no longer than this process: the next command of ours ends it if we cannot. */
  readonly owned?: boolean;
  /** True when the engine's folder, tables and log included, goes with it. */
  readonly disposable?: boolean;
}

/** A running engine. */
export interface Engine {
  readonly name: string;
  readonly kind: EngineKind;
  readonly version: string;
  /** The value for `SPARK_REMOTE`. */
  readonly remote: string;
  readonly port: number;
  readonly pid: number;
  /** ISO 8601. */
  readonly startedAt: string;
  readonly log: string;
  /** Holds the log and the tables. */
  readonly directory: string;
}

export interface StartedEngine extends Engine {
  /** True when the engine was up before this call. */
  readonly reused: boolean;
}

/** A step of an installation or a start. `done` and `total` count the same unit; both absent when nothing is counted. */
export interface EngineProgress {
  readonly label: string;
  readonly done?: number;
  readonly total?: number;
}

export interface EngineOptions {
  readonly env?: NodeJS.ProcessEnv;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: EngineProgress) => void;
}

/** `EngineOptions` with the gaps filled, as the steps of this folder pass it on. */
export interface EngineContext {
  readonly env: NodeJS.ProcessEnv;
  readonly signal: AbortSignal | undefined;
  readonly progress: (progress: EngineProgress) => void;
}

export function createContext(options: EngineOptions): EngineContext {
  return { env: options.env ?? process.env, signal: options.signal, progress: options.onProgress ?? (() => {}) };
}
