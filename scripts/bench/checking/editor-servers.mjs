import { spawn } from "node:child_process";
import { pathToFileURL } from "node:url";

/**
 * A language server as an editor drives it: one interface over the protocols of `tsserver` and of `tsc --lsp`.
 * Places are lines and characters from 0.
 * @typedef {{ line: number, character: number }} Place
 * @typedef {{
 *   open(file: string, text: string): void,
 *   replace(file: string, at: Place, removed: number, text: string): void,
 *   diagnostics(file: string): Promise<number>,
 *   completions(file: string, at: Place): Promise<number>,
 *   stop(): Promise<void>,
 * }} EditorServer
 */

/** Cuts a stream into messages with a `Content-Length`, which both protocols have. */
function messages(stream, received) {
  let buffer = Buffer.alloc(0);
  stream.on("data", (chunk) => {
    buffer = Buffer.concat([buffer, chunk]);
    for (;;) {
      const end = buffer.indexOf("\r\n\r\n");
      if (end < 0) return;
      const length = Number(/Content-Length: (\d+)/i.exec(buffer.subarray(0, end).toString())[1]);
      if (buffer.length < end + 4 + length) return;
      const message = JSON.parse(buffer.subarray(end + 4, end + 4 + length).toString());
      buffer = buffer.subarray(end + 4 + length);
      received(message);
    }
  });
}

function start(args, cwd) {
  const child = spawn(process.execPath, args, { cwd, stdio: ["pipe", "pipe", "ignore"] });
  const gone = new Promise((resolve) => child.once("close", resolve));
  const stop = async () => {
    child.kill();
    await gone;
  };
  return { child, stop };
}

/** @param {string} typescript the folder of a TypeScript of the JavaScript line @returns {Promise<EditorServer>} */
export async function tsserver(typescript, folder) {
  // TypeScript looks for plugins beside itself, and here it is a link to another place.
  const options = ["--disableAutomaticTypingAcquisition", "--pluginProbeLocations", folder];
  const { child, stop } = start([`${typescript}/lib/tsserver.js`, ...options], folder);
  const answers = new Map();
  /** Who waits for the errors of a file, by its path. */
  const errors = new Map();
  messages(child.stdout, (message) => {
    if (message.type === "response") answers.get(message.request_seq)?.(message.body);
    if (message.event === "semanticDiag") errors.get(message.body.file)?.(message.body.diagnostics.length);
  });
  let sequence = 0;
  const send = (command, args) => {
    sequence++;
    child.stdin.write(`${JSON.stringify({ seq: sequence, type: "request", command, arguments: args })}\n`);
    return sequence;
  };
  const ask = (command, args) => new Promise((resolve) => answers.set(send(command, args), resolve));
  const place = ({ line, character }) => ({ line: line + 1, offset: character + 1 });
  return {
    open: (file, fileContent) => void send("open", { file, fileContent }),
    replace: (file, at, removed, insertString) => {
      const { line, offset } = place(at);
      send("change", { file, line, offset, endLine: line, endOffset: offset + removed, insertString });
    },
    diagnostics: (file) =>
      new Promise((resolve) => {
        errors.set(file, resolve);
        send("geterr", { files: [file], delay: 0 });
      }),
    completions: async (file, at) =>
      (await ask("completionInfo", { file, ...place(at), includeExternalModuleExports: false }))?.entries.length ?? 0,
    stop,
  };
}

/** @param {readonly string[]} command what Node runs @returns {Promise<EditorServer>} */
export async function languageServer(command, folder) {
  const { child, stop } = start([...command], folder);
  const answers = new Map();
  const send = (message) => {
    const text = JSON.stringify({ jsonrpc: "2.0", ...message });
    child.stdin.write(`Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`);
  };
  messages(child.stdout, (message) => {
    if (message.method === undefined) answers.get(message.id)?.(message.result);
    // What the server asks of the editor: it has no settings.
    else if (message.id !== undefined) {
      const result = message.method === "workspace/configuration" ? message.params.items.map(() => null) : null;
      send({ id: message.id, result });
    }
  });
  let next = 0;
  const ask = (method, params) =>
    new Promise((resolve) => {
      next++;
      answers.set(next, resolve);
      send({ id: next, method, params });
    });
  const rootUri = pathToFileURL(folder).href;
  const textDocument = { diagnostic: {}, completion: {}, synchronization: {} };
  const capabilities = { textDocument, workspace: { configuration: true } };
  await ask("initialize", {
    processId: null,
    rootUri,
    workspaceFolders: [{ uri: rootUri, name: "app" }],
    capabilities,
  });
  send({ method: "initialized", params: {} });
  const uriOf = (file) => pathToFileURL(file).href;
  const versions = new Map();
  return {
    open: (file, text) => {
      versions.set(file, 1);
      const opened = { uri: uriOf(file), languageId: "typescript", version: 1, text };
      send({ method: "textDocument/didOpen", params: { textDocument: opened } });
    },
    replace: (file, at, removed, text) => {
      const version = versions.get(file) + 1;
      versions.set(file, version);
      const range = { start: at, end: { line: at.line, character: at.character + removed } };
      const params = { textDocument: { uri: uriOf(file), version }, contentChanges: [{ range, text }] };
      send({ method: "textDocument/didChange", params });
    },
    diagnostics: async (file) =>
      (await ask("textDocument/diagnostic", { textDocument: { uri: uriOf(file) } }))?.items?.length ?? 0,
    completions: async (file, position) => {
      const found = await ask("textDocument/completion", { textDocument: { uri: uriOf(file) }, position });
      return (found?.items ?? found ?? []).length;
    },
    stop,
  };
}
