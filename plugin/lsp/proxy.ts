import type { Analyzer } from "../inject/inspect.js";
import type { Place } from "../inject/sql-answers.js";
import { editorCapabilities, proxyCapabilities } from "./capabilities.js";
import { columnRename, declarationPosition } from "./column-rename.js";
import type { Document } from "./document.js";
import { Documents } from "./documents.js";
import { filterResult } from "./filter.js";
import { encodeMessage, type Message, member, messageReader, type Position, refused } from "./message.js";
import { rootOf, withoutPrevious } from "./request.js";
import { ServerRequests } from "./server-requests.js";
import { answerInSql, problemDiagnostics, queryDiagnostics, withQueries } from "./sql-answers.js";
import { isTagType } from "./tag-type.js";

export interface ProxyOptions {
  readonly input: NodeJS.ReadableStream;
  readonly output: NodeJS.WritableStream;
  /** Starts the server of the project in this folder. */
  readonly start: (root: string, events: ServerPort) => Promise<ServerHandle>;
  readonly log: (error: unknown) => void;
  readonly analyzer?: Analyzer;
}
export interface ServerPort {
  readonly received: (message: Message, bytes?: Buffer) => void;
  readonly gone: (code: number | null) => void;
}
export interface ServerHandle {
  send(message: Omit<Message, "jsonrpc">): void;
  kill(): void;
}

interface Pending {
  readonly method: string;
  readonly uri: string;
  readonly params: unknown;
}

type Id = NonNullable<Message["id"]>;

/** Ids of requests of our own, which neither side may see answered. */
const ownPrefix = "dbsql:";
const noMessage = -32700;
const pause = 300;
const mostRestarts = 5;
const restartWindow = 180_000;

/**
 * The language server of TypeScript 7 with typed queries: everything passes between the editor and the server as it is,
 * but for the texts of documents, what stands in SQL, and answers that would show our text.
 */
export class LanguageProxy {
  readonly #options: ProxyOptions;
  readonly #documents: Documents;
  readonly #pending = new Map<Id, Pending>();
  readonly #own = new Map<string, (message: Message) => void>();
  readonly #registrations = new Map<string, string>();
  readonly #restarts: number[] = [];
  readonly #asked = new ServerRequests(ownPrefix);
  #server: ServerHandle | undefined;
  /** What the editor said before the server was there. */
  #early: Message[] | undefined = [];
  #initialize: Message | undefined;
  #initialized = false;
  #root = process.cwd();
  #pulls = true;
  #capabilities: unknown;
  /** The words for the numbers of semantic tokens. */
  #legend: readonly string[] = [];
  #refreshes = false;
  #leaving = false;
  #saidGoodbye = false;
  #pushing: NodeJS.Timeout | undefined;
  #next = 0;
  #finish: (code: number) => void = () => undefined;

  constructor(options: ProxyOptions) {
    this.#options = options;
    this.#documents = new Documents((message) => this.#toServer(message), {
      failed: options.log,
      changed: () => this.#cacheChanged(),
      ...(options.analyzer && { analyzer: options.analyzer }),
    });
  }

  /** Runs until the editor leaves. The exit code is 0 when it said goodbye first, as the protocol asks. */
  run(): Promise<number> {
    return new Promise((resolve) => {
      this.#finish = resolve;
      this.#options.input.on(
        "data",
        messageReader(
          (message) => this.#guard(() => this.#fromEditor(message), message),
          () => this.#toEditor({ id: null, error: { code: noMessage, message: "This is no message." } }),
        ),
      );
      this.#options.input.on("end", () => this.#leave(0));
      this.#options.output.on("error", () => this.#leave(0));
    });
  }

  /** Whatever goes wrong in here, the message itself is passed on. */
  #guard(handle: () => void, message: Message): void {
    try {
      handle();
    } catch (error) {
      this.#options.log(error);
      this.#toServer(message);
    }
  }

  /** What comes after a message was passed on must not have it passed on twice. */
  #afterwards(work: () => void): void {
    try {
      work();
    } catch (error) {
      this.#options.log(error);
    }
  }

  #leave(code: number): undefined {
    this.#leaving = true;
    clearTimeout(this.#pushing);
    this.#documents.end();
    this.#server?.kill();
    this.#finish(code);
  }

  #toEditor(message: Omit<Message, "jsonrpc">): undefined {
    this.#options.output.write(encodeMessage(message));
  }

  #toServer(message: Omit<Message, "jsonrpc">): undefined {
    this.#server?.send(message);
  }

  #ask(method: string, params: unknown, answered: (message: Message) => void): void {
    const id = `${ownPrefix}${++this.#next}`;
    this.#own.set(id, answered);
    this.#toServer({ id, method, params });
  }

  async #start(): Promise<void> {
    try {
      this.#server = await this.#options.start(this.#root, {
        received: (message, bytes) => this.#fromServer(message, bytes),
        gone: (code) => this.#gone(code),
      });
    } catch (error) {
      const text = error instanceof Error ? error.message : String(error);
      this.#options.log(error);
      this.#toEditor({ method: "window/showMessage", params: { type: 1, message: `dbsql: ${text}` } });
      if (this.#initialize?.id !== undefined) {
        this.#toEditor({ id: this.#initialize.id, ...refused(text) });
      }
      this.#leave(2);
    }
  }

  #fromEditor(message: Message): undefined {
    if (this.#early !== undefined && message.method !== "initialize") {
      if (message.method === "exit") this.#leave(this.#saidGoodbye ? 0 : 1);
      this.#early.push(message);
      return;
    }
    const handler = message.method === undefined ? undefined : this.#fromEditorTable[message.method];
    if (handler !== undefined) handler(message);
    else if (message.method !== undefined && message.id !== undefined && message.id !== null) this.#request(message);
    else if (message.method !== undefined) this.#toServer(message);
    else {
      const id = this.#asked.answered(message.id);
      if (id !== undefined) this.#toServer({ ...message, id });
    }
  }

  readonly #fromEditorTable: Readonly<Record<string, (message: Message) => undefined>> = {
    initialize: (message) => {
      const { asked, capabilities, pulls, refreshes } = editorCapabilities(message);
      this.#initialize = asked;
      this.#capabilities = capabilities;
      this.#pulls = pulls;
      this.#refreshes = refreshes;
      this.#root = rootOf(message.params) ?? process.cwd();
      void this.#start().then(() => {
        if (this.#server === undefined) return;
        this.#pending.set(message.id!, { method: "initialize", uri: "", params: undefined });
        this.#toServer(this.#initialize!);
        const early = this.#early ?? [];
        this.#early = undefined;
        for (const one of early) this.#guard(() => this.#fromEditor(one), one);
      });
    },
    initialized: (message) => {
      this.#initialized = true;
      this.#toServer(message);
    },
    shutdown: (message) => {
      this.#saidGoodbye = true;
      this.#request(message);
    },
    exit: (message) => {
      this.#leaving = true;
      this.#toServer(message);
      setTimeout(() => this.#leave(this.#saidGoodbye ? 0 : 1), 2_000).unref();
    },
    "textDocument/didOpen": (message) => {
      const document = this.#documents.open(message.params);
      if (document === undefined) return this.#toServer(message);
      this.#afterwards(() => {
        this.#askTypeChecker(document);
        this.#push(document);
      });
    },
    "textDocument/didChange": (message) => {
      const document = this.#documents.change(message.params);
      if (document === undefined) return this.#toServer(message);
      this.#afterwards(() => {
        // Other documents may take their sessions or rows from this one.
        this.#documents.refresh();
        this.#askTypeChecker(document);
        this.#push(document);
        this.#pushOthers(document);
      });
    },
    "textDocument/didClose": (message) => {
      const uri = String(member(message.params, "textDocument", "uri"));
      if (this.#documents.close(uri)) this.#toServer(message);
      if (!this.#pulls) this.#toEditor({ method: "textDocument/publishDiagnostics", params: { uri, diagnostics: [] } });
    },
    "workspace/didChangeWatchedFiles": (message) => {
      this.#toServer(message);
      this.#afterwards(() => {
        this.#documents.note(message.params);
        if (this.#documents.refresh()) this.#refreshDiagnostics();
      });
    },
    "completionItem/resolve": (message) => {
      if (member(message.params, "data", "dbsql") === true) this.#toEditor({ id: message.id!, result: message.params });
      else this.#request(message);
    },
  };

  #request(message: Message): undefined {
    const { method = "", params } = message;
    const id = message.id!;
    const uri = String(member(params, "textDocument", "uri") ?? "");
    const declarations = method === "textDocument/diagnostic" ? this.#documents.declarations(uri) : undefined;
    if (declarations !== undefined) {
      void declarations.then(() => this.#guard(() => this.#request(message), message));
      return;
    }
    if (/diagnostic$/i.test(method)) this.#documents.refresh();
    const declared = method === "textDocument/rename" ? this.#declaredColumn(params, uri) : undefined;
    const answer = declared === undefined ? this.#answerInSql(method, params, uri) : undefined;
    if (answer !== undefined) {
      this.#toEditor({ id, ...answer });
      return;
    }
    this.#pending.set(id, { method, uri, params });
    const asked =
      declared === undefined ? withoutPrevious(method, params) : { ...(params as object), position: declared };
    this.#toServer({ ...message, params: asked });
  }

  #answerInSql(method: string, params: unknown, uri: string): Pick<Message, "result" | "error"> | undefined {
    const document = this.#documents.get(uri);
    const position = member(params, "position") as Position | undefined;
    if (document === undefined || position === undefined) return undefined;
    const place = this.#queryAt(document, position);
    if (place === undefined) return undefined;
    const { lines, path } = document;
    const cache = this.#documents.environment(path).settings.schemas;
    return answerInSql(method, { place, uri, lines, params, capabilities: this.#capabilities, cache });
  }

  /** Where the server knows the result column that a rename inside SQL renames. */
  #declaredColumn(params: unknown, uri: string): Position | undefined {
    const document = this.#documents.get(uri);
    const place = document && this.#queryAt(document, member(params, "position") as Position);
    const inspection = document && this.#documents.inspect(document);
    return place && inspection && declarationPosition(place, inspection, document.veilOf(inspection));
  }

  #queryAt(document: Document, position: Position): Place | undefined {
    const inspection = this.#documents.inspect(document);
    if (inspection === undefined || inspection.queries.length === 0) return undefined;
    const place = document.lines.offset(position);
    const query = document.veilOf(inspection).queryAt(place);
    const offset = query?.sql.fromFile(place);
    return query === undefined || offset === undefined ? undefined : { query, offset };
  }

  #fromServer(message: Message, bytes?: Buffer): undefined {
    const { id, method } = message;
    try {
      if (method === undefined && id !== undefined && id !== null) return this.#answered(id, message, bytes);
      if (method === "textDocument/publishDiagnostics") return this.#toEditor(this.#cleanPush(message));
      if (method === "client/registerCapability") this.#remember(message.params);
      if (method !== undefined && id !== undefined && id !== null) return this.#askEditor(id, message, bytes);
    } catch (error) {
      this.#options.log(error);
    }
    this.#passOn(message, bytes);
  }

  /** As it came: what no one changed is not written anew, however deep it is. */
  #passOn(message: Message, bytes: Buffer | undefined): undefined {
    if (bytes === undefined) return this.#toEditor(message);
    this.#options.output.write(bytes);
  }

  #askEditor(id: Id, message: Message, bytes: Buffer | undefined): undefined {
    const known = this.#asked.ask(id);
    const isEdit = message.method === "workspace/applyEdit";
    if (known === id && !isEdit) return this.#passOn(message, bytes);
    const params = isEdit ? filterResult("codeAction", message.params, "", this.#documents) : message.params;
    return this.#toEditor({ ...message, id: known, params });
  }

  #answered(id: Id, message: Message, bytes: Buffer | undefined): undefined {
    const own = typeof id === "string" ? this.#own.get(id) : undefined;
    if (own !== undefined) {
      this.#own.delete(String(id));
      own(message);
      return;
    }
    const pending = this.#pending.get(id);
    this.#pending.delete(id);
    if (pending === undefined || message.error !== undefined) return this.#passOn(message, bytes);
    const { method, uri, params } = pending;
    if (method === "initialize") {
      const { result, legend } = proxyCapabilities(message.result, this.#capabilities);
      this.#legend = legend;
      return this.#toEditor({ ...message, result });
    }
    if (method === "textDocument/rename") {
      const newName = String(member(params, "newName"));
      const answer = columnRename(message.result, uri, newName, this.#documents);
      if (answer !== undefined) return this.#toEditor({ id, ...answer });
    }
    const result = filterResult(method, message.result, uri, this.#documents);
    this.#toEditor({ ...message, result: this.#withQueries(method, result, uri, params) });
  }

  /** Adds what is to say of the queries. */
  #withQueries(method: string, result: unknown, uri: string, params: unknown): unknown {
    if (method === "textDocument/diagnostic") return this.#withDiagnostics(result, uri);
    if (method === "workspace/diagnostic") {
      const items = member(result, "items");
      if (!Array.isArray(items)) return result;
      return {
        ...(result as object),
        items: items.map((one) => this.#withDiagnostics(one, String(member(one, "uri")))),
      };
    }
    const document = this.#documents.get(uri);
    const inspection = document && this.#documents.inspect(document);
    if (document === undefined || inspection === undefined) return result;
    return withQueries(method, result, {
      queries: inspection.queries,
      uri,
      lines: document.lines,
      params,
      legend: this.#legend,
    });
  }

  #withDiagnostics(report: unknown, uri: string): unknown {
    const items = member(report, "items");
    const document = this.#documents.get(uri);
    if (!Array.isArray(items) || document === undefined) return report;
    const { resultId: _, ...rest } = report as { readonly resultId?: unknown };
    return { ...rest, items: [...items, ...this.#diagnosticsOf(document)] };
  }

  #diagnosticsOf(document: Document): object[] {
    const { queries: templates = [], calls = [] } = this.#documents.inspect(document) ?? {};
    const queries = [...templates, ...calls];
    const first = queries[0];
    if (first === undefined) return [];
    const problems = this.#documents.problemsFor(document);
    return [...problemDiagnostics(problems, first, document.lines), ...queryDiagnostics(queries, document.lines)];
  }

  /** The protocol's older way: an editor that does not ask is told. */
  #push(document: Document): undefined {
    if (this.#pulls) return;
    const { uri, version } = document;
    const declarations = this.#documents.declarations(uri);
    if (declarations !== undefined) {
      void declarations.then(() =>
        this.#afterwards(() => this.#documents.get(uri) === document && this.#push(document)),
      );
      return;
    }
    this.#ask("textDocument/diagnostic", { textDocument: { uri } }, ({ result }) => {
      if (document.version !== version || this.#documents.get(uri) !== document) return;
      const items = member(filterResult("textDocument/diagnostic", result, uri, this.#documents), "items");
      const diagnostics = [...(Array.isArray(items) ? items : []), ...this.#diagnosticsOf(document)];
      this.#toEditor({ method: "textDocument/publishDiagnostics", params: { uri, version, diagnostics } });
    });
  }

  /** Other open documents may have other mistakes by now; they are looked at when the typing pauses. */
  #pushOthers(changed: Document): undefined {
    if (this.#pulls) return;
    clearTimeout(this.#pushing);
    this.#pushing = setTimeout(() => {
      for (const document of this.#documents.all) if (document.opened && document !== changed) this.#push(document);
    }, pause).unref();
  }

  #cleanPush(message: Message): Message {
    const uri = String(member(message.params, "uri") ?? "");
    return {
      ...message,
      params: filterResult("textDocument/publishDiagnostics", message.params, uri, this.#documents),
    };
  }

  #cacheChanged(): void {
    if (this.#leaving || this.#early !== undefined) return;
    try {
      this.#documents.refresh();
      this.#refreshDiagnostics();
    } catch (error) {
      this.#options.log(error);
    }
  }

  #refreshDiagnostics(): undefined {
    if (this.#refreshes) {
      this.#toEditor({ id: `${ownPrefix}${++this.#next}`, method: "workspace/diagnostic/refresh" });
    }
    for (const document of this.#documents.all) if (document.opened) this.#push(document);
  }

  /** Tags that the text does not settle: where their type is declared tells. */
  #askTypeChecker(changed: Document): undefined {
    const { version } = changed;
    for (const { document, template, key } of this.#documents.uncertain(changed)) {
      const params = { textDocument: { uri: document.uri }, position: document.lines.position(template.tagEnd) };
      this.#ask("textDocument/typeDefinition", params, ({ result }) => {
        if (document === changed && changed.version !== version) return;
        if (!this.#documents.settle(document, key, isTagType(result))) return;
        if (this.#documents.refresh()) this.#refreshDiagnostics();
      });
    }
  }

  #remember(params: unknown): undefined {
    const registrations = member(params, "registrations");
    for (const one of Array.isArray(registrations) ? registrations : []) {
      this.#registrations.set(String(member(one, "id")), String(member(one, "method")));
    }
  }

  /** A server that ends by itself is started anew, with all that it was told. */
  #gone(code: number | null): undefined {
    this.#server = undefined;
    if (this.#leaving || this.#saidGoodbye) {
      for (const [id, { method }] of this.#pending) if (method === "shutdown") this.#toEditor({ id, result: null });
      this.#documents.end();
      this.#finish(this.#saidGoodbye ? 0 : 1);
      return;
    }
    this.#asked.startAnew();
    for (const id of this.#pending.keys()) {
      this.#toEditor({ id, ...refused("TypeScript's language server ended and was started again.") });
    }
    this.#pending.clear();
    this.#own.clear();
    const now = performance.now();
    this.#restarts.push(now);
    if (this.#restarts.filter((time) => now - time < restartWindow).length > mostRestarts || !this.#initialized) {
      const message = `dbsql: TypeScript's language server ended again and again (exit code ${code}): run \`npx tsc --noEmit\` to see why, then restart the editor's TypeScript server.`;
      this.#toEditor({ method: "window/showMessage", params: { type: 1, message } });
      return this.#leave(1);
    }
    this.#early = [];
    const unregisterations = [...this.#registrations].map(([id, method]) => ({ id, method }));
    this.#registrations.clear();
    if (unregisterations.length > 0) {
      this.#toEditor({
        id: `${ownPrefix}${++this.#next}`,
        method: "client/unregisterCapability",
        params: { unregisterations },
      });
    }
    void this.#start().then(() => {
      this.#ask("initialize", this.#initialize!.params, () => {
        this.#toServer({ method: "initialized", params: {} });
        this.#documents.replay();
        const early = this.#early ?? [];
        this.#early = undefined;
        for (const one of early) this.#guard(() => this.#fromEditor(one), one);
        this.#refreshDiagnostics();
      });
    });
  }
}
