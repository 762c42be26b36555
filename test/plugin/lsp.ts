import { readFileSync } from "node:fs";
import { PassThrough } from "node:stream";
import { pathToFileURL } from "node:url";
import { readTypeScript } from "../../plugin/hosts/typescript.js";
import { encodeMessage, type Message, messageReader, type Position } from "../../plugin/lsp/message.js";
import { LanguageProxy, type ServerHandle } from "../../plugin/lsp/proxy.js";
import { Server } from "../../plugin/lsp/server.js";

/** What an editor that can do everything says of itself. */
export const everything = {
  general: { positionEncodings: ["utf-8", "utf-16"] },
  textDocument: {
    diagnostic: {},
    hover: { contentFormat: ["plaintext"] },
    rename: { prepareSupport: true },
    definition: { linkSupport: true },
    completion: {},
    documentSymbol: { hierarchicalDocumentSymbolSupport: true },
    foldingRange: {},
    selectionRange: {},
    inlayHint: {},
    semanticTokens: {
      requests: { full: true, range: true },
      tokenTypes: [
        "namespace",
        "type",
        "class",
        "interface",
        "typeParameter",
        "parameter",
        "variable",
        "property",
        "function",
        "method",
        "keyword",
        "string",
        "number",
      ],
      tokenModifiers: ["declaration", "readonly", "async", "defaultLibrary", "local"],
      formats: ["relative"],
    },
    codeAction: { codeActionLiteralSupport: { codeActionKind: { valueSet: ["", "quickfix", "refactor", "source"] } } },
    formatting: {},
    documentHighlight: {},
    codeLens: {},
    typeDefinition: {},
    references: {},
  },
  workspace: { configuration: true, workspaceEdit: { documentChanges: true }, symbol: {} },
};

/** An editor, in front of the proxy or of the server itself. */
export class Editor {
  readonly #input = new PassThrough();
  readonly #waiting = new Map<number | string, (message: Message) => void>();
  readonly notifications: Message[] = [];
  readonly servers: Server[] = [];
  /** What the proxy writes into its log. */
  readonly log: unknown[] = [];
  /** What the server said that it can do. */
  capabilities: object = {};
  readonly exit: Promise<number>;
  #next = 0;

  private constructor(typescript: string, { proxied }: { readonly proxied: boolean }, folder: string) {
    const received = (message: Message): void => this.#received(message);
    if (proxied) {
      const output = new PassThrough();
      output.on("data", messageReader(received));
      const start = async (root: string, events: Parameters<typeof Server.start>[2]): Promise<ServerHandle> => {
        const server = await Server.start(readTypeScript(typescript), root, events);
        this.servers.push(server);
        return server;
      };
      const log = (error: unknown): void => {
        this.log.push(error);
        console.error(error);
      };
      this.exit = new LanguageProxy({ input: this.#input, output, start, log }).run();
    } else {
      this.exit = new Promise((resolve) => {
        void Server.start(readTypeScript(typescript), folder, { received, gone: () => resolve(0) }).then((server) => {
          this.servers.push(server);
          this.#input.on(
            "data",
            messageReader((message) => server.send(message)),
          );
        });
      });
    }
  }

  static async open(
    typescript: string,
    folder: string,
    { proxied = true, capabilities = everything as object }: { proxied?: boolean; capabilities?: object } = {},
  ): Promise<Editor> {
    const editor = new Editor(typescript, { proxied }, folder);
    const rootUri = pathToFileURL(folder).href;
    const started = await editor.request<{ capabilities: object }>("initialize", {
      processId: null,
      rootUri,
      workspaceFolders: [{ uri: rootUri, name: "app" }],
      capabilities,
    });
    editor.capabilities = started.capabilities;
    editor.notify("initialized", {});
    return editor;
  }

  #received(message: Message): void {
    if (message.method === undefined) {
      this.#waiting.get(message.id!)?.(message);
      return;
    }
    if (message.id === undefined) {
      this.notifications.push(message);
      return;
    }
    const items = (message.params as { items?: readonly unknown[] } | undefined)?.items;
    const result = message.method === "workspace/configuration" ? (items ?? []).map(() => null) : null;
    this.#input.write(encodeMessage({ id: message.id!, result }));
  }

  answer(method: string, params?: object): Promise<Message> {
    const id = ++this.#next;
    return new Promise((resolve) => {
      this.#waiting.set(id, resolve);
      this.#input.write(encodeMessage({ id, method, ...(params && { params }) }));
    });
  }

  async request<T>(method: string, params: object): Promise<T> {
    const { result, error } = await this.answer(method, params);
    if (error !== undefined) throw new Error(`${method}: ${error.message}`);
    return result as T;
  }

  notify(method: string, params: object): void {
    this.#input.write(encodeMessage({ method, params }));
  }

  openFile(path: string): { readonly uri: string } {
    const uri = pathToFileURL(path).href;
    const languageId = path.endsWith("x") ? "typescriptreact" : "typescript";
    this.notify("textDocument/didOpen", {
      textDocument: { uri, languageId, version: 1, text: readFileSync(path, "utf8") },
    });
    return { uri };
  }

  async close(): Promise<void> {
    if (this.servers.length > 0)
      await Promise.race([this.answer("shutdown"), new Promise((done) => setTimeout(done, 1000))]);
    this.notify("exit", {});
    await Promise.race([this.exit, new Promise((done) => setTimeout(done, 3000))]);
    for (const server of this.servers) server.kill();
  }
}

/** The place of a piece of text, plus some characters. */
export function positionOf(text: string, piece: string, plus = 0): Position {
  const at = text.indexOf(piece) + plus;
  const before = text.slice(0, at);
  return { line: before.split("\n").length - 1, character: at - before.lastIndexOf("\n") - 1 };
}
