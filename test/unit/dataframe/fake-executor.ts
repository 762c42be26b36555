import type {
  AnalyzeRequest,
  AnalyzeResults,
  CommandResult,
  ConfigPort,
  ExecuteOptions,
  Executor,
  ResultBatch,
  ResultStream,
} from "../../../src/dataframe/executor.js";
import { AbortError } from "../../../src/errors/index.js";
import type { Command, Relation } from "../../../src/plan/index.js";
import { type StructType, types } from "../../../src/types/index.js";

const schema: StructType = types.struct([types.field("id", types.bigint, false)]);

/** A server that answers every query with the same batches, and remembers what it was asked. */
export class FakeExecutor implements Executor {
  serverVersion: string | undefined = "4.2.0";
  closed = false;
  readonly executed: Relation[] = [];
  readonly commands: Command[] = [];
  readonly analyzed: AnalyzeRequest[] = [];
  readonly settings = new Map<string, string>();
  /** Batches of rows of one column. */
  batches: readonly (readonly unknown[])[] = [];
  returned = 0;
  closings = 0;
  /** Thrown by the n-th execute, command or analyze, counted together; one that is undefined is none. */
  failures: (Error | undefined)[] = [];
  commandResult: CommandResult = {};
  /** Commands wait for it. */
  gate: Promise<void> = Promise.resolve();

  execute(relation: Relation, options: ExecuteOptions = {}): ResultStream {
    let begun = false;
    let failure: Error | undefined;
    const batches = this.batches.map(batchOf)[Symbol.iterator]();
    const stream: ResultStream = {
      schema,
      [Symbol.asyncIterator]: () => stream,
      next: async () => {
        if (!begun) {
          begun = true;
          this.executed.push(relation);
          failure = this.failures.shift();
        }
        if (options.signal?.aborted) throw new AbortError("aborted", { cause: options.signal.reason });
        if (failure !== undefined) throw failure;
        const next = batches.next();
        return next.done ? { done: true, value: undefined } : { done: false, value: next.value };
      },
      return: async () => {
        this.returned++;
        return { done: true, value: undefined };
      },
    };
    return stream;
  }

  async command(command: Command, { signal }: ExecuteOptions = {}): Promise<CommandResult> {
    this.commands.push(command);
    const failure = this.failures.shift();
    const aborted = new Promise<never>((_, reject) => {
      const abort = (): void => reject(new AbortError("aborted", { cause: signal?.reason }));
      if (signal?.aborted) abort();
      signal?.addEventListener("abort", abort);
    });
    await Promise.race([this.gate, aborted]);
    if (failure !== undefined) throw failure;
    return this.commandResult;
  }

  async analyze<K extends AnalyzeRequest["kind"]>(
    request: Extract<AnalyzeRequest, { kind: K }>,
  ): Promise<AnalyzeResults[K]> {
    this.analyzed.push(request);
    const failure = this.failures.shift();
    if (failure !== undefined) throw failure;
    const answers: AnalyzeResults = {
      schema,
      explain: "plan",
      treeString: "root",
      isLocal: true,
      isStreaming: false,
      inputFiles: ["a"],
      sparkVersion: "4.2.0",
      ddlParse: schema,
    };
    return answers[request.kind as K];
  }

  readonly config: ConfigPort = {
    get: async (key) => this.settings.get(key) ?? "",
    getOption: async (key) => this.settings.get(key),
    getWithDefault: async (key, fallback) => this.settings.get(key) ?? fallback,
    getAll: async () => Object.fromEntries(this.settings),
    set: async (entries) => {
      for (const [key, value] of Object.entries(entries)) this.settings.set(key, value);
    },
    unset: async (key) => {
      this.settings.delete(key);
    },
    isModifiable: async () => true,
  };

  async close(): Promise<void> {
    this.closings++;
  }
}

function batchOf(values: readonly unknown[]): ResultBatch {
  return {
    rowCount: values.length,
    schema,
    ipc: new Uint8Array(8 * values.length),
    rows: () => values.map((id) => ({ id })),
    arrays: () => values.map((id) => [id]),
  };
}
