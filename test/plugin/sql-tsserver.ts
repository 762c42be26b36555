import { readFileSync } from "node:fs";
import { Lines } from "../../plugin/lsp/document.js";
import type { Edit, Range, SqlEditor } from "./sql-editor.js";
import { type Location, TsServer } from "./tsserver.js";

interface Span {
  readonly start: Location;
  readonly end: Location;
}
type Parts = readonly { readonly text: string }[];
const joined = (parts: Parts): string => parts.map(({ text }) => text).join("");

/** TypeScript's own server with the plugin, asked over its own protocol. */
export function tsserverEditor(
  typescript: string,
  file: string,
): SqlEditor & { close(): Promise<void>; elsewhere(path: string): Promise<Edit[]> } {
  const server = new TsServer(typescript, ["--allowLocalPluginLoads"]);
  let lines = new Lines("");
  let text = "";
  let isOpen = false;
  let renamed: { readonly locs: readonly { file: string; locs: Span[] }[]; readonly name: string } = {
    locs: [],
    name: "",
  };
  const at = (offset: number, of: Lines = lines): Location => {
    const { line, character } = of.position(offset);
    return { line: line + 1, offset: character + 1 };
  };
  const offsetOf = ({ line, offset }: Location, of: Lines = lines): number =>
    of.offset({ line: line - 1, character: offset - 1 });
  const range = ({ start, end }: Span): Range => ({ start: offsetOf(start), end: offsetOf(end) });
  const ask = <T>(command: string, offset: number, more: object = {}): Promise<T> =>
    server.request<T>(command, { file, ...at(offset), ...more });
  return {
    async show(shown) {
      const end = at(text.length);
      if (isOpen) {
        const textChanges = [{ start: { line: 1, offset: 1 }, end, newText: shown }];
        await server.request("updateOpen", { changedFiles: [{ fileName: file, textChanges }] });
      } else server.notify("open", { file, fileContent: shown });
      isOpen = true;
      text = shown;
      lines = new Lines(text);
    },
    async complete(offset, typed) {
      const found = await ask<{ entries: { name: string; insertText?: string; replacementSpan?: Span }[] } | undefined>(
        "completionInfo",
        offset,
        typed === undefined ? {} : { triggerCharacter: typed },
      );
      return (found?.entries ?? []).map(({ name, insertText, replacementSpan }) => ({
        label: name,
        edit: {
          ...(replacementSpan ? range(replacementSpan) : { start: offset, end: offset }),
          text: insertText ?? name,
        },
      }));
    },
    async hover(offset) {
      const found = await ask<{ displayString: string; documentation: string | Parts } | undefined>(
        "quickinfo",
        offset,
      );
      if (found === undefined) return undefined;
      const { documentation, displayString } = found;
      return `${displayString}\n${typeof documentation === "string" ? documentation : joined(documentation)}`;
    },
    async signature(offset) {
      const found = await ask<
        | {
            items: {
              prefixDisplayParts: Parts;
              separatorDisplayParts: Parts;
              suffixDisplayParts: Parts;
              parameters: { displayParts: Parts }[];
            }[];
            selectedItemIndex: number;
            argumentIndex: number;
          }
        | undefined
      >("signatureHelp", offset);
      const chosen = found?.items[found.selectedItemIndex];
      if (chosen === undefined) return undefined;
      const parameters = chosen.parameters.map(({ displayParts }, i) =>
        i === found?.argumentIndex ? `[${joined(displayParts)}]` : joined(displayParts),
      );
      const { prefixDisplayParts, separatorDisplayParts, suffixDisplayParts } = chosen;
      return joined(prefixDisplayParts) + parameters.join(joined(separatorDisplayParts)) + joined(suffixDisplayParts);
    },
    async define(offset) {
      const found = await ask<{ definitions: (Span & { file: string })[] } | undefined>(
        "definitionAndBoundSpan",
        offset,
      );
      const [first] = found?.definitions ?? [];
      if (first === undefined) return undefined;
      if (first.file === file) return range(first);
      const target = readFileSync(first.file, "utf8");
      return { file: target, start: offsetOf(first.start, new Lines(target)) };
    },
    async refer(offset) {
      return (await ask<{ refs: Span[] } | undefined>("references", offset))?.refs.map(range) ?? [];
    },
    async highlight(offset) {
      const found = await ask<{ highlightSpans: Span[] }[] | undefined>("documentHighlights", offset, {
        filesToSearch: [file],
      });
      return found?.flatMap(({ highlightSpans }) => highlightSpans.map(range)) ?? [];
    },
    async rename(offset, name) {
      const { info, locs } = await ask<{
        info: { canRename: boolean; localizedErrorMessage?: string };
        locs: { file: string; locs: Span[] }[];
      }>("rename", offset, { findInComments: false, findInStrings: false });
      if (!info.canRename) return { refused: info.localizedErrorMessage ?? "" };
      renamed = { locs, name };
      return locs.flatMap((one) =>
        one.file === file ? one.locs.map((span): Edit => ({ ...range(span), text: name })) : [],
      );
    },
    // What the last rename changes in another file.
    async elsewhere(of) {
      const there = new Lines(readFileSync(of, "utf8"));
      const { locs, name } = renamed;
      return locs.flatMap((one) =>
        one.file === of
          ? one.locs.map(
              (span): Edit => ({ start: offsetOf(span.start, there), end: offsetOf(span.end, there), text: name }),
            )
          : [],
      );
    },
    async fixes(offset) {
      const diagnostics = await server.request<(Span & { code: number; source?: string })[]>(
        "semanticDiagnosticsSync",
        {
          file,
        },
      );
      const codes = diagnostics.filter(({ source }) => source === "dbsql").map(({ code }) => code);
      const { line, offset: column } = at(offset);
      const found = await server.request<
        { description: string; changes: { textChanges: (Span & { newText: string })[] }[] }[]
      >("getCodeFixes", {
        file,
        startLine: line,
        startOffset: column,
        endLine: line,
        endOffset: column,
        errorCodes: codes,
      });
      return found.map(({ description, changes }) => ({
        title: description,
        edits: changes.flatMap(({ textChanges }) => textChanges.map((one) => ({ ...range(one), text: one.newText }))),
      }));
    },
    async colours() {
      const from = text.indexOf("sql`") + 4;
      const { spans } = await server.request<{ spans: number[] }>("encodedSemanticClassifications-full", {
        file,
        start: 0,
        length: text.length,
        format: "2020",
      });
      const triples = Array.from({ length: spans.length / 3 }, (_, i) => spans.slice(i * 3, i * 3 + 3));
      return triples.flatMap(([start = 0, length = 0, kind = 0]) => {
        const isHole = text.slice(start, start + length) === "id" && text[start - 1] === "{";
        return start < from || isHole ? [] : [`${text.slice(start, start + length)} ${words[(kind >> 8) - 1]}`];
      });
    },
    close: () => server.close(),
  };
}

/** TypeScript's classes of names in their order. */
const words = [
  "class",
  "enum",
  "interface",
  "namespace",
  "typeParameter",
  "type",
  "parameter",
  "variable",
  "enumMember",
  "property",
  "function",
  "member",
];
