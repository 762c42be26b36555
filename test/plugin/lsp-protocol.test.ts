import { PassThrough } from "node:stream";
import { setTimeout as sleep } from "node:timers/promises";
import fc from "fast-check";
import { afterEach, describe, expect, it } from "vitest";
import { Lines } from "../../plugin/lsp/document.js";
import { encodeMessage, type Message, messageReader } from "../../plugin/lsp/message.js";
import { LanguageProxy, type ServerPort } from "../../plugin/lsp/proxy.js";

/** A proxy between an editor and servers that are both played by the test. */
class Play {
  readonly #input = new PassThrough();
  readonly output = new PassThrough();
  readonly toEditor: Message[] = [];
  readonly servers: { port: ServerPort; received: Message[]; killed: boolean }[] = [];
  readonly errors: unknown[] = [];
  readonly exit: Promise<number>;
  ended: number | undefined;

  constructor() {
    this.output.on(
      "data",
      messageReader((message) => this.toEditor.push(message)),
    );
    const proxy = new LanguageProxy({
      input: this.#input,
      output: this.output,
      log: (error) => this.errors.push(error),
      start: async (_, port) => {
        const server = { port, received: [] as Message[], killed: false };
        this.servers.push(server);
        return {
          send: (message) => server.received.push(message as Message),
          kill: () => {
            server.killed = true;
          },
        };
      },
    });
    this.exit = proxy.run();
    void this.exit.then((code) => {
      this.ended = code;
    });
  }

  raw(bytes: Buffer | string): void {
    this.#input.write(bytes);
  }
  say(message: object): void {
    this.#input.write(encodeMessage(message));
  }
  hangUp(): void {
    this.#input.end();
  }
  get server(): Play["servers"][number] {
    return this.servers.at(-1)!;
  }
  answer(message: object): void {
    const bytes = encodeMessage(message);
    messageReader((read, raw) => this.server.port.received(read, raw))(bytes);
  }

  async initialized(capabilities: object = {}): Promise<void> {
    this.say({ id: 1, method: "initialize", params: { processId: null, rootUri: null, capabilities } });
    await settled();
    this.answer({ id: 1, result: { capabilities: {} } });
    this.say({ method: "initialized", params: {} });
    await settled();
  }
}

const settled = (): Promise<unknown> => sleep(10);
let play: Play;
afterEach(() => play?.hangUp());

const uri = "file:///nowhere/a.ts";
const opening = {
  method: "textDocument/didOpen",
  params: { textDocument: { uri, languageId: "typescript", version: 1, text: "let a = 1;\n" } },
};

describe("the proxy", () => {
  it("passes on what it does not know, unchanged, in both directions", async () => {
    play = new Play();
    await play.initialized();
    const odd = { id: "ü:1", method: "custom/thing", params: { deep: [{ a: null }, "\u{1f600}", 1e21, []] } };
    play.say(odd);
    play.answer({ id: "ü:1", result: odd.params });
    play.answer({ method: "custom/note", params: odd.params });
    await settled();
    expect(play.server.received.at(-1)).toMatchObject(odd);
    expect(play.toEditor.slice(-2)).toMatchObject([{ id: "ü:1", result: odd.params }, { method: "custom/note" }]);
  });

  it("passes cancellations on both ways", async () => {
    play = new Play();
    await play.initialized();
    play.say({
      id: 7,
      method: "textDocument/hover",
      params: { textDocument: { uri }, position: { line: 0, character: 0 } },
    });
    play.say({ method: "$/cancelRequest", params: { id: 7 } });
    await settled();
    expect(play.server.received.slice(-2)).toMatchObject([{ id: 7 }, { method: "$/cancelRequest", params: { id: 7 } }]);
    play.answer({ id: 7, error: { code: -32800, message: "cancelled" } });
    play.answer({ method: "$/cancelRequest", params: { id: 3 } });
    await settled();
    expect(play.toEditor.slice(-2)).toMatchObject([{ id: 7, error: { code: -32800 } }, { method: "$/cancelRequest" }]);
  });

  it("keeps what is said before the server is there, in order", async () => {
    play = new Play();
    play.say({ id: 1, method: "initialize", params: { capabilities: {} } });
    play.say({ method: "initialized", params: {} });
    play.say(opening);
    play.say({ id: 2, method: "textDocument/documentSymbol", params: { textDocument: { uri } } });
    await settled();
    expect(play.server.received.map(({ method }) => method)).toEqual([
      "initialize",
      "initialized",
      "textDocument/didOpen",
      "textDocument/diagnostic",
      "textDocument/documentSymbol",
    ]);
  });

  it("asks the server for UTF-16, whatever the editor would like best", async () => {
    play = new Play();
    await play.initialized({ general: { positionEncodings: ["utf-8", "utf-32", "utf-16"] } });
    expect(play.server.received[0]).toMatchObject({
      params: { capabilities: { general: { positionEncodings: ["utf-16"] } } },
    });
  });

  it.each([
    ["no JSON", "{"],
    ["null", "null"],
    ["a number", "5"],
    ["a list", "[]"],
    ["nothing", ""],
  ])("answers %s with an error, and reads on", async (_, body) => {
    play = new Play();
    await play.initialized();
    play.raw(`Content-Length: ${body.length}\r\n\r\n${body}`);
    play.say({ id: 9, method: "x/y" });
    await settled();
    expect(play.toEditor.at(-1)).toMatchObject({ id: null, error: { code: -32700 } });
    expect(play.server.received.at(-1)).toMatchObject({ id: 9, method: "x/y" });
  });

  it.each([
    ["textDocument/didOpen", null],
    ["textDocument/didOpen", { textDocument: 5 }],
    ["textDocument/didChange", {}],
    ["textDocument/didChange", { textDocument: { uri }, contentChanges: [null] }],
    ["textDocument/didChange", { textDocument: { uri, version: "x" }, contentChanges: [{ range: {}, text: 1 }] }],
    ["textDocument/didClose", null],
    ["textDocument/diagnostic", "x"],
    ["workspace/didChangeWatchedFiles", 1],
    ["completionItem/resolve", null],
    ["textDocument/hover", { textDocument: { uri }, position: { line: -1, character: 1e9 } }],
    ["textDocument/hover", { textDocument: { uri: "untitled:1" }, position: "x" }],
  ])("survives %s with %j", async (method, params) => {
    play = new Play();
    await play.initialized();
    play.say(opening);
    play.say({ ...(method.includes("did") ? {} : { id: 11 }), method, params });
    play.say({ id: 12, method: "x/y" });
    await settled();
    expect(play.server.received.at(-1)).toMatchObject({ id: 12 });
    expect(play.ended).toBeUndefined();
  });

  it("survives any answer of the server to any request", async () => {
    play = new Play();
    await play.initialized();
    play.say(opening);
    const methods = [
      "hover",
      "completion",
      "definition",
      "rename",
      "codeAction",
      "semanticTokens/full",
      "diagnostic",
      "formatting",
      "foldingRange",
      "selectionRange",
      "inlayHint",
      "documentSymbol",
    ];
    let id = 100;
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...methods), fc.jsonValue(), async (method, result) => {
        play.say({
          id: ++id,
          method: `textDocument/${method}`,
          params: { textDocument: { uri }, position: { line: 0, character: 4 } },
        });
        await new Promise((done) => setImmediate(done));
        play.answer({ id, result });
        await new Promise((done) => setImmediate(done));
        expect(play.toEditor.at(-1)?.id).toBe(id);
      }),
      { numRuns: 300 },
    );
  });

  it("passes an answer of 20,000 levels on", async () => {
    play = new Play();
    await play.initialized();
    play.say(opening);
    play.say({ id: 5, method: "textDocument/selectionRange", params: { textDocument: { uri }, positions: [] } });
    await settled();
    const range = '{"start":{"line":0,"character":0},"end":{"line":0,"character":1}}';
    const body = `{"jsonrpc":"2.0","id":5,"result":[${`{"range":${range},"parent":`.repeat(20_000)}null${"}".repeat(20_000)}]}`;
    const bytes = Buffer.from(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
    messageReader((read, raw) => play.server.port.received(read, raw))(bytes);
    await settled();
    expect(play.toEditor.at(-1)?.id).toBe(5);
    play.say({ id: 6, method: "x/y" });
    await settled();
    expect(play.server.received.at(-1)).toMatchObject({ id: 6 });
  });

  it("answers what a server that ended was asked, replays, and lets no answer reach the wrong server", async () => {
    play = new Play();
    await play.initialized();
    play.say(opening);
    play.say({
      method: "textDocument/didChange",
      params: { textDocument: { uri, version: 2 }, contentChanges: [{ text: "let b = 2;\n" }] },
    });
    play.answer({ id: 1, method: "workspace/configuration", params: { items: [{}] } });
    play.answer({
      id: 2,
      method: "client/registerCapability",
      params: { registrations: [{ id: "r1", method: "workspace/didChangeWatchedFiles" }] },
    });
    play.say({ id: 20, method: "x/slow" });
    await settled();
    play.server.port.gone(2);
    await settled();
    expect(play.toEditor).toContainEqual(
      expect.objectContaining({ id: 20, error: expect.objectContaining({ code: -32803 }) }),
    );
    expect(play.toEditor.at(-1)).toMatchObject({
      method: "client/unregisterCapability",
      params: { unregisterations: [{ id: "r1" }] },
    });
    expect(play.servers).toHaveLength(2);
    play.say({ id: 21, method: "x/early" });
    const { id } = play.server.received[0]!;
    play.answer({ id, result: { capabilities: {} } });
    await settled();
    const methods = play.server.received.map(({ method }) => method);
    expect(methods.slice(0, 3)).toEqual(["initialize", "initialized", "textDocument/didOpen"]);
    expect(methods.at(-1)).not.toBe("initialize");
    expect(play.server.received[2]).toMatchObject({ params: { textDocument: { uri, text: "let b = 2;\n" } } });
    expect(play.server.received).toContainEqual(expect.objectContaining({ id: 21, method: "x/early" }));
    // The new server counts from 1 again; what the editor still owed the first must not be taken for its answer.
    play.answer({ id: 1, method: "workspace/configuration", params: { items: [{}] } });
    await settled();
    const asked = play.toEditor.at(-1)!;
    expect(asked.method).toBe("workspace/configuration");
    play.say({ id: 1, result: ["old"] });
    play.say({ id: asked.id, result: ["new"] });
    await settled();
    expect(play.server.received.filter((one) => one.method === undefined)).toEqual([
      expect.objectContaining({ id: 1, result: ["new"] }),
    ]);
  });

  it("gives a server up that ends again and again, and says so", async () => {
    play = new Play();
    await play.initialized();
    for (let at = 0; at < 6; at++) {
      play.server.port.gone(2);
      await settled();
      const first = play.server.received[0];
      if (first !== undefined) play.answer({ id: first.id, result: { capabilities: {} } });
      await settled();
    }
    expect(await play.exit).toBe(1);
    expect(play.toEditor).toContainEqual(
      expect.objectContaining({
        method: "window/showMessage",
        params: { type: 1, message: expect.stringContaining("tsc --noEmit") },
      }),
    );
  });

  it("leaves with 0 after a goodbye, with 1 without, and ends the server when the editor is gone", async () => {
    play = new Play();
    await play.initialized();
    play.say({ id: 2, method: "shutdown" });
    play.say({ method: "exit" });
    await settled();
    play.server.port.gone(0);
    expect(await play.exit).toBe(0);
    play = new Play();
    await play.initialized();
    play.say({ method: "exit" });
    await settled();
    play.server.port.gone(0);
    expect(await play.exit).toBe(1);
    play = new Play();
    await play.initialized();
    play.hangUp();
    expect(await play.exit).toBe(0);
    expect(play.server.killed).toBe(true);
  });

  it("does not start a server again that ended behind the goodbye", async () => {
    play = new Play();
    await play.initialized();
    play.say({ id: 2, method: "shutdown" });
    await settled();
    play.server.port.gone(2);
    expect(await play.exit).toBe(0);
    expect(play.servers).toHaveLength(1);
    expect(play.toEditor.at(-1)).toMatchObject({ id: 2, result: null });
  });

  it("passes changes of the workspace's folders on", async () => {
    play = new Play();
    await play.initialized();
    const change = {
      method: "workspace/didChangeWorkspaceFolders",
      params: { event: { added: [{ uri: "file:///b", name: "b" }], removed: [] } },
    };
    play.say(change);
    await settled();
    expect(play.server.received.at(-1)).toMatchObject(change);
  });

  it("tells an editor that does not ask of every document it has open, and takes it back on close", async () => {
    play = new Play();
    await play.initialized();
    const other = uri.replace("a.ts", "b.ts");
    play.say(opening);
    play.say({ ...opening, params: { textDocument: { ...opening.params.textDocument, uri: other } } });
    play.say({
      method: "textDocument/didChange",
      params: { textDocument: { uri, version: 2 }, contentChanges: [{ text: "let b;" }] },
    });
    await sleep(500);
    const asked = play.server.received.filter(({ method }) => method === "textDocument/diagnostic");
    expect(asked.map(({ params }) => (params as { textDocument: { uri: string } }).textDocument.uri)).toEqual([
      uri,
      other,
      uri,
      other,
    ]);
    play.answer({
      id: asked[3]!.id,
      result: {
        kind: "full",
        items: [{ message: "x", range: { start: { line: 0, character: 0 }, end: { line: 0, character: 1 } } }],
      },
    });
    play.say({ method: "textDocument/didClose", params: { textDocument: { uri: other } } });
    await settled();
    expect(play.toEditor.slice(-2)).toMatchObject([
      { method: "textDocument/publishDiagnostics", params: { uri: other, diagnostics: [{ message: "x" }] } },
      { method: "textDocument/publishDiagnostics", params: { uri: other, diagnostics: [] } },
    ]);
  });

  it("sends no half of a character", async () => {
    play = new Play();
    await play.initialized();
    play.say({ ...opening, params: { textDocument: { ...opening.params.textDocument, text: "let a = '\ud83d';" } } });
    await settled();
    const sent = play.server.received.find(({ method }) => method === "textDocument/didOpen");
    expect(sent).toMatchObject({ params: { textDocument: { text: "let a = '\ufffd';" } } });
  });

  it("has the text that the editor has after any edits", async () => {
    const place = fc.record({ line: fc.nat(6), character: fc.nat(12) });
    const edit = fc.record({
      start: place,
      end: place,
      text: fc
        .array(fc.constantFrom("a", "\n", "\r\n", "😀", "`", "${", "}"), { maxLength: 8 })
        .map((parts) => parts.join("")),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(edit, { maxLength: 12 }), async (edits) => {
        play = new Play();
        await play.initialized();
        play.say(opening);
        let text = opening.params.textDocument.text;
        for (const [at, { start, end, text: inserted }] of edits.entries()) {
          const [first, last] =
            start.line < end.line || (start.line === end.line && start.character <= end.character)
              ? [start, end]
              : [end, start];
          const lines = new Lines(text);
          const [from, to] = [Math.min(lines.offset(first), text.length), Math.min(lines.offset(last), text.length)];
          play.say({
            method: "textDocument/didChange",
            params: {
              textDocument: { uri, version: at + 2 },
              contentChanges: [{ range: { start: first, end: last }, text: inserted }],
            },
          });
          text = text.slice(0, from) + inserted + text.slice(to);
        }
        await new Promise((done) => setImmediate(done));
        const sent = play.server.received.filter(({ method }) => /did(?:Open|Change)$/.test(method ?? "")).at(-1)!
          .params as {
          contentChanges?: { text: string }[];
          textDocument: { text?: string };
        };
        expect(sent.contentChanges?.[0]?.text ?? sent.textDocument.text).toBe(text.replace(/\p{Cs}/gu, "\ufffd"));
        play.hangUp();
      }),
      { numRuns: 40 },
    );
  });
});

describe("the reader of messages", () => {
  it("reads the same from pieces of any size", () => {
    const messages = fc.array(fc.record({ id: fc.nat(), method: fc.string(), params: fc.jsonValue() }), {
      minLength: 1,
      maxLength: 6,
    });
    fc.assert(
      fc.property(messages, fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1 }), (all, sizes) => {
        const bytes = Buffer.concat(all.map((one) => encodeMessage(one)));
        const read: unknown[] = [];
        const reader = messageReader((message) => read.push(message));
        for (let at = 0, turn = 0; at < bytes.length; turn++) {
          const size = sizes[turn % sizes.length]!;
          reader(bytes.subarray(at, at + size));
          at += size;
        }
        expect(read).toEqual(all.map((one) => JSON.parse(JSON.stringify({ jsonrpc: "2.0", ...one }))));
      }),
      { numRuns: 300 },
    );
  });

  it("takes other headers, in any order and spelling", () => {
    const read: unknown[] = [];
    const reader = messageReader((message) => read.push(message));
    for (const byte of Buffer.from('Content-Type: x; charset=utf-8\r\ncontent-length:   8\r\n\r\n{"id":1}'))
      reader(Buffer.of(byte));
    expect(read).toEqual([{ id: 1 }]);
  });

  it("reads 64 MB at once and in pieces, and forgets what is no header", () => {
    const text = "x".repeat(64 * 1024 * 1024);
    const bytes = encodeMessage({ method: "big", params: { text } });
    const read: Message[] = [];
    let malformed = 0;
    const reader = messageReader(
      (message) => read.push(message),
      () => malformed++,
    );
    for (let at = 0; at < bytes.length; at += 65_536) reader(bytes.subarray(at, at + 65_536));
    expect((read[0]!.params as { text: string }).text).toHaveLength(text.length);
    for (let at = 0; at < 100; at++) reader(Buffer.alloc(65_536, "y"));
    reader(Buffer.from("\r\n\r\n"));
    reader(encodeMessage({ id: 3 }));
    expect(read.at(-1)).toMatchObject({ id: 3 });
    expect(malformed).toBeGreaterThan(0);
  });
});
