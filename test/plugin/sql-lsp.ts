import { readFileSync } from "node:fs";
import { fileURLToPath, pathToFileURL } from "node:url";
import { Lines } from "../../plugin/lsp/document.js";
import type { LspRange } from "../../plugin/lsp/message.js";
import { decodeTokens } from "../../plugin/lsp/semantic-tokens.js";
import { Editor } from "./lsp.js";
import type { Edit, Range, SqlEditor } from "./sql-editor.js";

interface Edits {
  readonly changes?: Readonly<Record<string, readonly { range: LspRange; newText: string }[]>>;
  readonly documentChanges?: readonly {
    textDocument: { uri: string };
    edits: readonly { range: LspRange; newText: string }[];
  }[];
}

/** The proxy of a native server, asked over the Language Server Protocol. */
export async function lspEditor(
  typescript: string,
  folder: string,
  path: string,
): Promise<SqlEditor & { close(): Promise<void>; elsewhere(path: string): Promise<Edit[]> }> {
  const editor = await Editor.open(typescript, folder);
  const uri = pathToFileURL(path).href;
  const textDocument = { uri };
  let lines = new Lines("");
  let text = "";
  let version = 0;
  const range = ({ start, end }: LspRange): Range => ({ start: lines.offset(start), end: lines.offset(end) });
  const ask = async <T>(method: string, offset: number, more: object = {}): Promise<T> =>
    editor.request<T>(`textDocument/${method}`, { textDocument, position: lines.position(offset), ...more });
  const edits = (found: Edits): Edit[] =>
    editsOf(found, uri).map((one) => ({ ...range(one.range), text: one.newText }));
  let renamed: Edits = {};
  return {
    show(shown) {
      text = shown;
      lines = new Lines(text);
      version++;
      if (version > 1) {
        editor.notify("textDocument/didChange", { textDocument: { uri, version }, contentChanges: [{ text }] });
      } else {
        editor.notify("textDocument/didOpen", { textDocument: { uri, languageId: "typescript", version, text } });
      }
    },
    async complete(offset, typed) {
      const context = typed === undefined ? { triggerKind: 1 } : { triggerKind: 2, triggerCharacter: typed };
      const { items } = await ask<{ items: { label: string; textEdit?: { range: LspRange; newText: string } }[] }>(
        "completion",
        offset,
        { context },
      );
      return items.map(({ label, textEdit }) => ({
        label,
        edit: textEdit
          ? { ...range(textEdit.range), text: textEdit.newText }
          : { start: offset, end: offset, text: label },
      }));
    },
    async hover(offset) {
      const found = await ask<{ contents: { value: string }; range: LspRange } | null>("hover", offset);
      return found?.contents.value;
    },
    async signature(offset) {
      const found = await ask<{
        signatures: { label: string; parameters: { label: string }[] }[];
        activeSignature: number;
        activeParameter: number;
      } | null>("signatureHelp", offset);
      const chosen = found?.signatures[found.activeSignature];
      const active = chosen?.parameters[found?.activeParameter ?? 0]?.label;
      return active === undefined ? chosen?.label : chosen?.label.replace(active, `[${active}]`);
    },
    async define(offset) {
      const found = await ask<{ targetUri: string; targetSelectionRange: LspRange }[] | null>("definition", offset);
      const [first] = found ?? [];
      if (first === undefined) return undefined;
      if (first.targetUri === uri) return range(first.targetSelectionRange);
      const file = readFileSync(fileURLToPath(first.targetUri), "utf8");
      return { file, start: new Lines(file).offset(first.targetSelectionRange.start) };
    },
    async refer(offset) {
      const context = { includeDeclaration: true };
      return (await ask<{ range: LspRange }[]>("references", offset, { context })).map((one) => range(one.range));
    },
    async highlight(offset) {
      return (await ask<{ range: LspRange }[]>("documentHighlight", offset)).map((one) => range(one.range));
    },
    async rename(offset, newName) {
      const at = { textDocument, position: lines.position(offset) };
      const prepared = await editor.answer("textDocument/prepareRename", at);
      const { result, error } = await editor.answer("textDocument/rename", { ...at, newName });
      if (prepared.error !== undefined && error === undefined) throw new Error("what cannot be renamed was renamed");
      renamed = (result ?? {}) as Edits;
      return error === undefined ? edits(renamed) : { refused: error.message };
    },
    // What the last rename changes in another file.
    async elsewhere(of) {
      const there = new Lines(readFileSync(of, "utf8"));
      return editsOf(renamed, pathToFileURL(of).href).map((one) => ({
        start: there.offset(one.range.start),
        end: there.offset(one.range.end),
        text: one.newText,
      }));
    },
    async fixes(offset) {
      const position = lines.position(offset);
      const found = await editor.request<{ title: string; edit: Edits; diagnostics?: { source: string }[] }[]>(
        "textDocument/codeAction",
        { textDocument, range: { start: position, end: position }, context: { diagnostics: [], only: ["quickfix"] } },
      );
      return found
        .filter(({ diagnostics }) => diagnostics?.[0]?.source === "dbsql")
        .map(({ title, edit }) => ({ title, edits: edits(edit) }));
    },
    async colours() {
      const from = text.indexOf("sql`") + 4;
      const { data } = await editor.request<{ data: number[] }>("textDocument/semanticTokens/full", { textDocument });
      return decodeTokens(data).flatMap(({ line, character, length, type }) => {
        const start = lines.offset({ line, character });
        const word = legend[type] ?? "";
        // TypeScript's older server has no such words.
        const isPlain = /^(?:keyword|string|number|comment)$/.test(word);
        const isHole = text.slice(start, start + length) === "id" && text[start - 1] === "{";
        return start < from || isPlain || isHole ? [] : [`${text.slice(start, start + length)} ${word}`];
      });
    },
    close: () => editor.close(),
  };
}

function editsOf(
  { changes = {}, documentChanges = [] }: Edits,
  uri: string,
): readonly { range: LspRange; newText: string }[] {
  return [
    ...(changes[uri] ?? []),
    ...documentChanges.flatMap((one) => (one.textDocument.uri === uri ? one.edits : [])),
  ];
}

/** The words of TypeScript's native server in their order, then ours. */
const legend = [
  "namespace",
  "class",
  "interface",
  "typeParameter",
  "type",
  "parameter",
  "variable",
  "property",
  "function",
  "method",
  "string",
  "keyword",
  "number",
  "comment",
];
