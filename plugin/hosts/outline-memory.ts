import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { replaceFile, stampOf } from "../../src/schema/index.js";
import type { Memory, Remembered } from "../inject/workspace.js";
import { nearestFolder } from "./disk.js";

/** A memory on the disk. */
export interface OutlineMemory extends Memory {
  /** Writes what is new, unless nothing is. Where that cannot be done, the next run starts from nothing, as the first. */
  save(): Promise<void>;
  /** The same when nobody has asked for anything for a while, for programs that live long. */
  saveSoon(): void;
}

/** What a file of this kind holds. */
interface Content {
  /** Of another build nothing is taken: it may have known less. */
  readonly build: string;
  readonly files: readonly (readonly [path: string, remembered: Remembered])[];
}

/**
 * What earlier runs found in the files of a project, in `node_modules/.cache/dbsql` as is the custom of such tools: ignored
 * by git, and gone with the packages. Undefined where there is no `node_modules` to put it in.
 *
 * @param root the folder of the settings
 * @param host of which the texts are: each has a file of its own
 */
export function outlineMemory(root: string, host: "check" | "tsserver" | "lsp"): OutlineMemory | undefined {
  const folder = nearestFolder(root, "node_modules");
  if (folder === undefined) return undefined;
  const path = join(folder, "node_modules", ".cache", "dbsql", `${host}-${digest(root).slice(0, 8)}.json`);
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
    const files = [...this.#read()].filter(([path]) => existsSync(path));
    const content: Content = { build: build(), files };
    try {
      await replaceFile(this.#path, JSON.stringify(content));
    } catch {
      // A folder that cannot be written costs time and nothing else.
    }
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
    const content = JSON.parse(readFileSync(path, "utf8")) as Content;
    if (content.build === build()) return new Map(content.files);
  } catch {
    // None yet, or none that can be read.
  }
  return new Map();
}

/** What a memory on the disk tells texts apart by. */
export function digest(text: string): string {
  return createHash("sha256").update(text).digest("base64url").slice(0, 22);
}

/** Said by `npm run build`, of all that the answers depend on. */
declare const DBSQL_BUILD: string | undefined;

/** The program itself is what every answer depends on. */
function build(): string {
  return typeof DBSQL_BUILD === "string" ? DBSQL_BUILD : stampOf(fileURLToPath(import.meta.url));
}
