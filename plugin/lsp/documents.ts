import { fileURLToPath, pathToFileURL } from "node:url";
import { type CacheProblem, stampOf } from "../../src/schema/index.js";
import { readText } from "../hosts/disk.js";
import type { ProjectEnvironment } from "../hosts/environment.js";
import type { Inspection, Uncertain } from "../inject/inspect.js";
import type { Outline } from "../inject/outline.js";
import { textsOf } from "../inject/session-variables.js";
import type { Shown, Shows } from "./clean.js";
import { Document, editorVersion, Lines } from "./document.js";
import { type LspRange, type Message, member } from "./message.js";
import { Workspaces, type WorkspacesOptions } from "./workspaces.js";

/** Surrogates without their partner. */
const halves = /\p{Cs}/gu;

type Send = (message: Omit<Message, "jsonrpc">) => void;

interface Change {
  readonly range?: LspRange;
  readonly text: string;
}

/** The documents as the server has them: the editor's texts with the types of their queries written in. */
export class Documents implements Shows {
  readonly #documents = new Map<string, Document>();
  readonly #byPath = new Map<string, Document>();
  readonly #sentTexts = new Map<string, string>();
  readonly #stamps = new Map<string, string>();
  readonly #workspaces: Workspaces;
  readonly #send: Send;
  #told: string | undefined;
  #variables = textsOf([]);

  constructor(send: Send, options: Omit<WorkspacesOptions, "open">) {
    this.#send = send;
    this.#workspaces = new Workspaces({
      ...options,
      open: (path) => {
        const document = this.#byPath.get(path);
        return document && { text: document.text, version: String(document.revision) };
      },
    });
  }

  get(uri: string): Document | undefined {
    return this.#documents.get(uri);
  }

  get all(): Iterable<Document> {
    return this.#documents.values();
  }

  inspect(document: Document): Inspection | undefined {
    return this.#workspaces.inspect(document.path);
  }

  #outline(document: Document): Outline | undefined {
    return this.#workspaces.outline(document.path);
  }

  environment(path: string): ProjectEnvironment {
    return this.#workspaces.environment(path);
  }

  /**
   * What to wait for before anything is said of a document, because what is found wrong in it may be right when all is
   * known that its project declares; undefined where nothing is.
   */
  declarations(uri: string): Promise<void> | undefined {
    const document = this.#documents.get(uri);
    if (document === undefined || (this.#outline(document)?.diagnostics.length ?? 0) === 0) return undefined;
    return this.#workspaces.declarations(document.path);
  }

  /** What is wrong with what queries are checked against: told in one open document that has some. */
  problemsFor(document: Document): readonly CacheProblem[] {
    const problems = this.#workspaces.environment(document.path).problems();
    if (problems.length === 0 || !document.opened || (this.#outline(document)?.templates ?? 0) === 0) return [];
    if (this.#told === undefined || this.get(this.#told)?.opened !== true) this.#told = document.uri;
    return this.#told === document.uri ? problems : [];
  }

  end(): void {
    this.#workspaces.close();
  }

  shown(uri: string): Shown | undefined {
    const document = this.#documents.get(uri);
    const inspection = document && this.inspect(document);
    if (document === undefined || inspection === undefined || inspection.queries.length === 0) return undefined;
    return { veil: document.veilOf(inspection), lines: document.lines };
  }

  version(uri: string, version: number): number | null {
    const document = this.#documents.get(uri);
    if (document === undefined) return version;
    return document.opened ? editorVersion(version) : null;
  }

  open(parameters: unknown): Document | undefined {
    const uri = member(parameters, "textDocument", "uri");
    const text = member(parameters, "textDocument", "text");
    const version = member(parameters, "textDocument", "version");
    if (typeof uri !== "string" || typeof text !== "string") return undefined;
    const path = pathOf(uri);
    if (path === undefined) return undefined;
    const languageId = String(member(parameters, "textDocument", "languageId") ?? "typescript");
    const before = this.#documents.get(uri);
    const document = new Document(uri, path, languageId, text, typeof version === "number" ? version : 0, true);
    this.#keep(document);
    this.#openNeighbours(document);
    // The server may have it from us already: then it is a change to the server.
    if (before === undefined) this.#sendOpen(document);
    else this.#sendText(document);
    return document;
  }

  change(parameters: unknown): Document | undefined {
    const document = this.#documents.get(String(member(parameters, "textDocument", "uri")));
    const changes = member(parameters, "contentChanges");
    if (document === undefined || !Array.isArray(changes)) return undefined;
    const version = Number(member(parameters, "textDocument", "version") ?? document.version + 1);
    let { text } = document;
    for (const change of changes as readonly Change[]) {
      if (change.range === undefined) text = change.text;
      else {
        const lines = text === document.text ? document.lines : new Lines(text);
        const [start, end] = [lines.offset(change.range.start), lines.offset(change.range.end)];
        text = text.slice(0, start) + change.text + text.slice(Math.max(start, end));
      }
    }
    document.change(text, version);
    this.#sendText(document);
    return document;
  }

  /** Returns whether the server is to close it too; a file whose rows others use stays open with the text of the disk. */
  close(uri: string): boolean {
    const document = this.#documents.get(uri);
    if (document === undefined) return true;
    const text = readText(document.path);
    document.opened = false;
    document.change(text ?? "", document.version);
    if (text !== undefined && (this.#outline(document)?.templates ?? 0) > 0) {
      this.#stamps.set(uri, stampOf(document.path));
      this.#sendText(document);
      return false;
    }
    this.#forget(document);
    return true;
  }

  /** Files of the disk are other ones than before. */
  note(parameters: unknown): void {
    const changes = member(parameters, "changes");
    for (const change of Array.isArray(changes) ? changes : []) {
      const path = pathOf(String(member(change, "uri")));
      if (path !== undefined) this.#workspaces.note(path);
    }
  }

  /**
   * Sends what changed without an edit: another schema cache, another word of the type checker, another file. Returns
   * whether what is said of documents may be something else.
   */
  refresh(): boolean {
    let changed = false;
    for (const document of [...this.#documents.values()]) {
      if (!document.opened) {
        const stamp = stampOf(document.path);
        if (this.#stamps.get(document.uri) !== stamp) {
          this.#stamps.set(document.uri, stamp);
          const text = readText(document.path);
          if (text === undefined) {
            this.#forget(document);
            this.#send({ method: "textDocument/didClose", params: { textDocument: { uri: document.uri } } });
            changed = true;
            continue;
          }
          document.change(text, document.version + 1);
          this.#workspaces.note(document.path);
        }
      }
    }
    const variables = textsOf(this.#workspaces.variables);
    if (variables !== this.#variables) {
      this.#variables = variables;
      changed = true;
    }
    for (const document of this.#documents.values()) {
      if (this.#textOf(document) === this.#sentTexts.get(document.uri)) continue;
      this.#sendText(document);
      changed = true;
    }
    return changed;
  }

  /** Opens everything anew, for a server that was started anew. */
  replay(): void {
    for (const document of this.#documents.values()) this.#sendOpen(document);
  }

  /** The tags that the type checker has to be asked about. */
  uncertain(changed: Document): (Uncertain & { readonly document: Document })[] {
    return [...this.#documents.values()].flatMap((document) =>
      (this.#outline(document)?.uncertain ?? [])
        .filter(({ key }) => {
          // What an edit did to the types, and which of several is which, only the type checker knows.
          return document === changed || !this.#workspaces.of(document.path).isSettled(document.path, key);
        })
        .map((one) => ({ ...one, document })),
    );
  }

  settle(document: Document, key: string, ours: boolean): boolean {
    return this.#workspaces.of(document.path).settle(document.path, key, ours);
  }

  #openNeighbours(document: Document): void {
    for (const path of this.#workspaces.neighbours(document.path)) {
      const uri = pathToFileURL(path).href;
      if (this.#byPath.has(path)) continue;
      const text = readText(path);
      if (text === undefined) continue;
      const languageId = /\.[jt]sx$/i.test(path) ? "typescriptreact" : "typescript";
      const neighbour = new Document(uri, path, languageId, text, 0, false);
      this.#stamps.set(uri, stampOf(path));
      this.#keep(neighbour);
      this.#sendOpen(neighbour);
    }
  }

  #keep(document: Document): void {
    const known = this.#byPath.get(document.path);
    // An editor may write a file's address otherwise than we do: there is one document a file.
    if (known !== undefined && known.uri !== document.uri) {
      this.#forget(known);
      this.#send({ method: "textDocument/didClose", params: { textDocument: { uri: known.uri } } });
    }
    this.#documents.set(document.uri, document);
    this.#byPath.set(document.path, document);
  }

  #forget(document: Document): void {
    this.#documents.delete(document.uri);
    this.#byPath.delete(document.path);
    this.#sentTexts.delete(document.uri);
    this.#stamps.delete(document.uri);
  }

  /** Half a character of two units would make the server refuse the whole message. */
  #textOf(document: Document): string {
    return (this.#outline(document)?.rewritten.text ?? document.text).replace(halves, "\ufffd");
  }

  #sendOpen(document: Document): void {
    const text = this.#textOf(document);
    this.#sentTexts.set(document.uri, text);
    const { uri, languageId } = document;
    this.#send({
      method: "textDocument/didOpen",
      params: { textDocument: { uri, languageId, version: document.nextVersion(), text } },
    });
  }

  #sendText(document: Document): void {
    const text = this.#textOf(document);
    this.#sentTexts.set(document.uri, text);
    this.#send({
      method: "textDocument/didChange",
      params: { textDocument: { uri: document.uri, version: document.nextVersion() }, contentChanges: [{ text }] },
    });
  }
}

function pathOf(uri: string): string | undefined {
  try {
    return uri.startsWith("file:") ? fileURLToPath(uri).replaceAll("\\", "/") : undefined;
  } catch {
    return undefined;
  }
}
