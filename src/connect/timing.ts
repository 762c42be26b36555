/** Every wait and every bound of a connection, in milliseconds and bytes. The defaults suit a server with its own defaults. */
export interface Timing {
  /** A host that takes the connection but does not speak HTTP/2 within this time is reported, not waited for. */
  readonly connectTimeoutMs: number;
  /** The first answer of a session: a cluster may have to start the session first. */
  readonly firstAnswerMs: number;
  /** One call of a result stream; the server itself ends each after two minutes. */
  readonly segmentDeadlineMs: number;
  readonly analyzeDeadlineMs: number;
  /** Config, Interrupt, ReleaseSession. */
  readonly shortDeadlineMs: number;
  /** More about an error than its first line is worth this long a wait. */
  readonly errorDetailsMs: number;
  /** Read ahead of the consumer up to this many bytes. */
  readonly bufferBytes: number;
  /** A consumer away for longer gives its call back. */
  readonly parkAfterMs: number;
  /** How often the server is told that a parked query is still wanted; it gives up after five minutes. */
  readonly touchEveryMs: number;
  /** A query without a row is taken to be planned for so long after its start; interrupted then, its jobs may run on. */
  readonly planningMs: number;
  /**
   * The server is told so seldom because each telling takes its time from the result: Spark by itself keeps no more than
   * 10 MiB of what it has sent.
   */
  readonly releaseBytes: number;
  readonly releaseEveryMs: number;
  /** Closing a session waits so long for what runs in the background. */
  readonly closeMs: number;
}

export const defaultTiming: Timing = Object.freeze({
  connectTimeoutMs: 10_000,
  firstAnswerMs: 120_000,
  segmentDeadlineMs: 600_000,
  analyzeDeadlineMs: 3_600_000,
  shortDeadlineMs: 600_000,
  errorDetailsMs: 10_000,
  bufferBytes: 4 * 1024 * 1024,
  parkAfterMs: 5_000,
  touchEveryMs: 60_000,
  planningMs: 1_000,
  releaseBytes: 64 * 1024 * 1024,
  releaseEveryMs: 1_000,
  closeMs: 2_000,
});
