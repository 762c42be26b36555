import type { Relation } from "../plan/index.js";
import type { ExecuteOptions } from "./executor.js";

/**
 * A command that is under way: started once, whoever asks for its result and however often. A failure is kept for whoever
 * asks; when nobody does, it becomes a warning of the process, for a failed INSERT must not pass unseen.
 */
export class CommandRun {
  readonly #abort = new AbortController();
  readonly #result: Promise<Relation>;
  #asked = false;

  /** @param start sends the command; called once, at once */
  constructor(start: (signal: AbortSignal) => Promise<Relation>) {
    this.#result = start(this.#abort.signal);
    this.#result.catch((error: unknown) => {
      setTimeout(() => this.#warn(error), graceMs).unref();
    });
  }

  /** The relation that holds its result. A signal that fires before the end interrupts the command itself. */
  async result({ signal }: ExecuteOptions = {}): Promise<Relation> {
    this.#asked = true;
    if (signal === undefined) return this.#result;
    const interrupt = (): void => this.#abort.abort(signal.reason);
    if (signal.aborted) interrupt();
    signal.addEventListener("abort", interrupt, { once: true });
    try {
      return await this.#result;
    } finally {
      signal.removeEventListener("abort", interrupt);
    }
  }

  /** Resolves at the end, good or bad. */
  async ended(): Promise<void> {
    await this.#result.catch(() => undefined);
  }

  /** Waits for the end, good or bad. A failure that nobody asked for is told now. */
  async settled(): Promise<void> {
    try {
      await this.#result;
    } catch (error) {
      this.#warn(error);
    }
  }

  #warn(error: unknown): void {
    if (this.#asked) return;
    this.#asked = true;
    const message = error instanceof Error ? error.message : String(error);
    process.emitWarning(`A command failed and nothing awaited it. Await the template. ${message}`, {
      type: "UnawaitedCommandWarning",
      code: "DBSQL_UNAWAITED_COMMAND",
    });
  }
}

/** How long the result of a failed command may wait for someone who asks. */
const graceMs = 1_000;
