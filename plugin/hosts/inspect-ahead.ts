import { existsSync, readdirSync } from "node:fs";
import { availableParallelism } from "node:os";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { MessageChannel, type MessagePort, receiveMessageOnPort, Worker } from "node:worker_threads";
import type { Environment } from "../inject/inspect.js";
import { isOurs } from "../inject/module-path.js";
import type { Memory, Remembered } from "../inject/workspace.js";

/** What a thread is started with. */
export interface Work {
  readonly configFile: string;
  /** The folder of the schema cache. */
  readonly schemas: string;
  readonly files: readonly string[];
  /** How far each file is (see `State`); the last number is the file that is asked for next, or `nothingAsked`. */
  readonly states: Int32Array;
  /** Where the answers go. */
  readonly port: MessagePort;
}

/** What a thread says of a file before it calls it done: what is to be remembered, if anything is. */
export type Answer = readonly [file: number, remembered: Remembered | undefined];

export const State = { free: 0, taken: 1, done: 2 } as const;

export const nothingAsked = -1;

/** A memory that is filled while it is asked. */
export interface AheadMemory extends Memory {
  /** Whether other threads are at work. */
  readonly isAhead: boolean;
  close(): void;
}

export interface AheadOptions {
  readonly configFile: string;
  readonly environment: Environment;
  /** The folder of the schema cache. */
  readonly schemas: string;
  /** How many processors the rest of the program keeps busy meanwhile. */
  readonly busy: number;
  /** The program of a thread. There is none where this package was not built. */
  readonly thread?: string;
}

/** A thread has to start and to warm up: for fewer files that does not pay. */
const fewestFiles = 24;
const mostThreads = 3;
/** An inspection takes milliseconds: a thread that says nothing for so long is dead. */
const patience = 2_000;

/**
 * A check inspects all files of a project, and on several threads that is done sooner: they begin before anybody asks,
 * with the files below the configuration. What they find is remembered as if an earlier check had found it, and taken
 * under the same conditions. After an earlier check nothing is done ahead: little is left.
 */
export function inspectAhead(
  memory: Memory,
  { configFile, environment, schemas, busy, thread = programOfThread }: AheadOptions,
): AheadMemory {
  const most = existsSync(thread) ? Math.min(mostThreads, availableParallelism() - busy) : 0;
  const files = most > 0 ? unknownFiles(memory, dirname(configFile), memory.digest(environment.version)) : [];
  const places = new Map(files.map((path, at) => [path, at]));
  const states = new Int32Array(new SharedArrayBuffer((files.length + 1) * Int32Array.BYTES_PER_ELEMENT));
  states[files.length] = nothingAsked;
  let threads = startThreads(files.length < fewestFiles ? 0 : most, thread, { configFile, schemas, files, states });
  const close = (): void => {
    for (const { worker } of threads) void worker.terminate();
    threads = [];
  };
  const collect = (): void => {
    for (const { port } of threads) {
      for (let next = receiveMessageOnPort(port); next !== undefined; next = receiveMessageOnPort(port)) {
        const [file, remembered] = next.message as Answer;
        if (remembered !== undefined) memory.set(files[file]!, remembered);
      }
    }
  };
  /** Who asks leaves the work to the threads even where none has begun with it: one that is warm does it in less time. */
  const isDone = (at: number): boolean => {
    Atomics.store(states, files.length, at);
    for (let state = Atomics.load(states, at); state !== State.done; state = Atomics.load(states, at)) {
      if (Atomics.wait(states, at, state, patience) === "timed-out") return false;
    }
    return true;
  };
  return {
    get isAhead() {
      return threads.length > 0;
    },
    get: (path) => {
      const at = places.get(path);
      if (at !== undefined && threads.length > 0) {
        const found = isDone(at);
        collect();
        if (!found) close();
      }
      return memory.get(path);
    },
    set: (path, remembered) => memory.set(path, remembered),
    digest: (text) => memory.digest(text),
    close,
  };
}

interface Thread {
  readonly worker: Worker;
  readonly port: MessagePort;
}

/** What goes wrong with a thread costs time and nothing else: the files are inspected by who asks. */
function startThreads(count: number, program: string, work: Omit<Work, "port">): readonly Thread[] {
  const threads: Thread[] = [];
  try {
    while (threads.length < count) {
      const { port1, port2 } = new MessageChannel();
      const workerData: Work = { ...work, port: port2 };
      const worker = new Worker(program, { workerData, transferList: [port2], stdout: true, stderr: true });
      worker.on("error", () => undefined);
      worker.unref();
      threads.push({ worker, port: port1 });
    }
  } catch {
    // Node may have been told to allow none.
  }
  return threads;
}

const programOfThread = fileURLToPath(new URL("./inspect-thread.js", import.meta.url));

/** Of a folder that holds more than that, the rest is inspected when it is asked for. */
const mostFolders = 1_000;

/** The files of a project of which the memory knows none; none where it knows one, for then it is of an earlier check. */
function unknownFiles(memory: Memory, root: string, environment: string): readonly string[] {
  const files: string[] = [];
  for (const path of filesBelow(root)) {
    if (memory.get(path)?.environment === environment) return [];
    files.push(path);
  }
  return files;
}

/** The files below a folder that may be of the project, in the order in which TypeScript lists them. */
function* filesBelow(root: string): Generator<string> {
  const waiting = [root.replaceAll("\\", "/")];
  for (let seen = 0; seen < mostFolders && waiting.length > 0; seen++) {
    const folder = waiting.pop()!;
    const folders: string[] = [];
    for (const entry of entriesOf(folder)) {
      const path = `${folder}/${entry.name}`;
      if (entry.isFile() && isOurs(path)) yield path;
      else if (entry.isDirectory() && entry.name !== "node_modules" && !entry.name.startsWith(".")) folders.push(path);
    }
    waiting.push(...folders.reverse());
  }
}

function entriesOf(folder: string) {
  try {
    return readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch {
    return [];
  }
}
