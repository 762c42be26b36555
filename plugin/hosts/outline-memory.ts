import { existsSync } from "node:fs";
import type { Memory, Remembered } from "../inject/workspace.js";
import { cachedFile, digest, readCached, writeCached } from "./cached-file.js";

/** A memory on the disk. */
export interface OutlineMemory extends Memory {
  /** Writes what is new, unless nothing is. Where that cannot be done, the next run starts from nothing, as the first. */
  save(): Promise<void>;
  /** The same when nobody has asked for anything for a while, for programs that live long. */
  saveSoon(): void;
}

/**
 * What earlier runs found in the files of a project. Undefined where there is no place to keep that.
 *
 * @param root the folder of the settings
 * @param host of which the texts are: each has a file of its own
 */
export function outlineMemory(root: string, host: "check" | "tsserver" | "lsp"): OutlineMemory | undefined {
  const path = cachedFile(root, `${host}-${digest(root).slice(0, 8)}.json`);
  if (path === undefined) return undefined;
  const known = memories.get(path) ?? new DiskMemory(path);
  memories.set(path, known);
  return known;
}

const quietFor = 2_000;

/** A server may open one folder as several projects. */
const memories = new Map<string, DiskMemory>();

class DiskMemory implements OutlineMemory {
  readonly #path: string;
  #files: Map<string, Remembered> | undefined;
  #news = false;
  #timer: NodeJS.Timeout | undefined;

  constructor(path: string) {
    this.#path = path;
  }

  get(path: string): Remembered | undefined {
    return this.#read().get(path);
  }

  set(path: string, remembered: Remembered): void {
    this.#read().set(path, remembered);
    this.#news = true;
  }

  digest(text: string): string {
    return digest(text);
  }

  async save(): Promise<void> {
    if (!this.#news) return;
    this.#news = false;
    await writeCached(
      this.#path,
      [...this.#read()].filter(([path]) => existsSync(path)),
    );
  }

  saveSoon(): void {
    if (this.#timer !== undefined) this.#timer.refresh();
    else if (this.#news) {
      this.#timer = setTimeout(() => {
        this.#timer = undefined;
        void this.save();
      }, quietFor);
      this.#timer.unref();
    }
  }

  #read(): Map<string, Remembered> {
    this.#files ??= filesIn(this.#path);
    return this.#files;
  }
}

function filesIn(path: string): Map<string, Remembered> {
  try {
    return new Map(readCached(path) as readonly (readonly [path: string, remembered: Remembered])[]);
  } catch {
    return new Map();
  }
}
