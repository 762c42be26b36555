import type {
  AnalyzeRequest,
  AnalyzeResults,
  CommandResult,
  ConfigPort,
  ExecuteOptions,
  Executor,
  ResultStream,
} from "../dataframe/index.js";
import type { Command, Relation } from "../plan/index.js";
import { BoundStream } from "./bound-stream.js";
import { showPlace } from "./excerpt.js";
import { bindInAnalyzerSetting, lostValues, withRelation } from "./lost-values.js";

/**
 * Makes bound values arrive on servers whose parser drops them. Spark 4.1 binds parameters in its parser, and a parser
 * that an extension puts before it (Iceberg's to 1.11.0, Delta's to 4.3) passes the text on without them: every query
 * with a parameter fails as unbound. Spark's older way, which binds in the analyzer, still works there, for a statement
 * that comes with a relation. So the first such failure, at which nothing has run, switches the session to it.
 */
export class BoundExecutor implements Executor {
  readonly #inner: Executor;
  #switching: Promise<void> | undefined;
  #switched = false;

  constructor(inner: Executor) {
    this.#inner = inner;
  }

  get config(): ConfigPort {
    return this.#inner.config;
  }

  get serverVersion(): string | undefined {
    return this.#inner.serverVersion;
  }

  get closed(): boolean {
    return this.#inner.closed;
  }

  close(): Promise<void> {
    return this.#inner.close();
  }

  execute(relation: Relation, options?: ExecuteOptions): ResultStream {
    const switched = this.#switched;
    return new BoundStream(
      () => this.#inner.execute(this.#prepare(relation), options),
      (error) => this.#mayRepeat(error, relation, switched),
    );
  }

  command(command: Command, options?: ExecuteOptions): Promise<CommandResult> {
    return this.#send(command.input, (input) => this.#inner.command({ ...command, input }, options));
  }

  analyze<K extends AnalyzeRequest["kind"]>(
    request: Extract<AnalyzeRequest, { kind: K }>,
    options?: ExecuteOptions,
  ): Promise<AnalyzeResults[K]> {
    if (!("relation" in request)) return this.#inner.analyze<K>(request, options);
    return this.#send(request.relation, (relation) => this.#inner.analyze<K>({ ...request, relation }, options));
  }

  async #send<T>(relation: Relation, send: (relation: Relation) => Promise<T>): Promise<T> {
    const switched = this.#switched;
    try {
      return await send(this.#prepare(relation));
    } catch (error) {
      if (!(await this.#mayRepeat(error, relation, switched))) throw showPlace(error);
    }
    try {
      return await send(this.#prepare(relation));
    } catch (error) {
      throw showPlace(error);
    }
  }

  #prepare(relation: Relation): Relation {
    return this.#switched ? withRelation(relation) : relation;
  }

  /** @param switched whether the plan that failed was sent in the older way already */
  async #mayRepeat(error: unknown, relation: Relation, switched: boolean): Promise<boolean> {
    if (switched || !lostValues(error, relation)) return false;
    this.#switching ??= this.#inner.config.set({ [bindInAnalyzerSetting]: "true" });
    try {
      await this.#switching;
    } catch {
      // The failure of the query says why it failed; the next one tries to switch again.
      this.#switching = undefined;
      return false;
    }
    this.#switched = true;
    return true;
  }
}
