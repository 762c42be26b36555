import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { createOnigScanner, createOnigString, loadWASM } from "vscode-oniguruma";
import { type IGrammar, INITIAL, parseRawGrammar, Registry } from "vscode-textmate";
import { installCodeServer } from "../../scripts/fetch/code-server.js";
import { hosts, sqlScope, templateGrammar } from "../../scripts/vscode/template-grammar.js";
import { grammarCases } from "./grammar-cases.js";

const { resolve } = createRequire(import.meta.url);
let registry: Registry;

/** VS Code's own engine and its own grammars, with ours on top. */
beforeAll(async () => {
  const { extensions } = await installCodeServer();
  await loadWASM(readFileSync(resolve("vscode-oniguruma/release/onig.wasm")));
  const files: Readonly<Record<string, string>> = {
    "source.ts": join(extensions, "typescript-basics/syntaxes/TypeScript.tmLanguage.json"),
    "source.tsx": join(extensions, "typescript-basics/syntaxes/TypeScriptReact.tmLanguage.json"),
    "source.js": join(extensions, "javascript/syntaxes/JavaScript.tmLanguage.json"),
  };
  registry = new Registry({
    onigLib: Promise.resolve({ createOnigScanner, createOnigString }),
    loadGrammar: async (scope) => {
      if (scope === templateGrammar.scopeName) return parseRawGrammar(JSON.stringify(templateGrammar), "ours.json");
      const file = files[scope];
      return file === undefined ? null : parseRawGrammar(readFileSync(file, "utf8"), file);
    },
    getInjections: (scope) => (hosts.some((host) => host === scope) ? [templateGrammar.scopeName] : undefined),
  });
});

interface Token {
  readonly start: number;
  readonly end: number;
  readonly scopes: readonly string[];
}

function tokens(grammar: IGrammar, text: string): Token[] {
  const found: Token[] = [];
  let state = INITIAL;
  let offset = 0;
  for (const line of text.split("\n")) {
    const result = grammar.tokenizeLine(line, state);
    for (const { startIndex, endIndex, scopes } of result.tokens) {
      found.push({ start: offset + startIndex, end: offset + endIndex, scopes });
    }
    state = result.ruleStack;
    offset += line.length + 1;
  }
  return found;
}

/** Scopes of SQL, the most telling first. */
const kinds: readonly (readonly [scope: string, kind: string])[] = [
  ["comment.", "comment"],
  ["storage.type.string.sql", "string"],
  ["string.quoted", "string"],
  ["variable.other.quoted.sql", "quoted"],
  ["keyword.operator.pipe.sql", "pipe"],
  ["keyword.operator.sql", "operator"],
  ["keyword.other", "keyword"],
  ["support.function.sql", "function"],
  ["entity.name.function.sql", "function"],
  ["constant.language.sql", "constant"],
  ["constant.numeric.sql", "number"],
  ["storage.type.sql", "type"],
  ["variable.parameter.sql", "parameter"],
];

function classOf(scopes: readonly string[]): string {
  const query = scopes.lastIndexOf(sqlScope);
  if (scopes.at(-1) === "entity.name.function.tagged-template.ts" && scopes.indexOf("dbsql.template") === -1) {
    return "tag";
  }
  const hole = scopes.lastIndexOf("meta.template.expression.ts");
  if (query < 0) return "ts";
  if (hole > query) return "hole";
  const own = scopes.slice(query + 1);
  return kinds.find(([scope]) => own.some((one) => one.startsWith(scope)))?.[1] ?? "name";
}

describe.each(["source.ts", "source.tsx", "source.js"])("queries in %s", (scope) => {
  it.each(grammarCases.filter(({ text }) => scope !== "source.js" || !/<Row>|db!/.test(text)))(
    "$title",
    async ({ text, pieces }) => {
      const all = tokens((await registry.loadGrammar(scope))!, text);
      let from = 0;
      const found = pieces.map(([piece]) => {
        // A word, not a part of one.
        const word = /^\w+$/.test(piece) ? `\\b${piece}\\b` : piece.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
        const place = text.slice(from).search(new RegExp(word));
        expect(place, `${piece} in the text`).toBeGreaterThanOrEqual(0);
        const start = from + place;
        from = start + piece.length;
        const classes = new Set(
          all
            .filter((token) => token.start < from && token.end > start)
            .filter((token) => text.slice(token.start, token.end).trim() !== "")
            .map((token) => classOf(token.scopes)),
        );
        return [piece, [...classes].join("+")];
      });
      expect(found).toEqual(pieces);
    },
  );

  it("colours what is behind every query as if there were none", async () => {
    const grammar = (await registry.loadGrammar(scope))!;
    const tail = (text: string): string[] =>
      tokens(grammar, text)
        .filter(({ start }) => start >= text.length - behind.length)
        .map(({ start, end, scopes }) => `${text.slice(start, end)} ${scopes.slice(1).join(" ")}`);
    const behind = 'export function f(a: number, { b }: B): string { return a < 1 ? `${a}` : "x"; }'.replace(
      /: (?:number|B|string)\b/g,
      (type) => (scope === "source.js" ? "" : type),
    );
    const alone = tail(`;\n${behind}`);
    for (const { text, pieces } of grammarCases) {
      if (scope === "source.js" && /<Row>|db!/.test(text)) continue;
      expect(pieces.at(-1)![1]).toBe("ts");
      expect(tail(`${text}\n${behind}`), text).toEqual(alone);
    }
  });
});
