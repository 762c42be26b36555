import { afterEach, describe, expect, it } from "vitest";
import { sqlOf, text } from "./leaks.js";
import { Editor, positionOf } from "./lsp.js";
import { projectOf, typescriptOf } from "./project.js";

/**
 * Every request that the rewrite leaks into, asked of the proxy and of the plain server: in a file whose queries are
 * written with the types by hand the two must agree, and nothing that we wrote may be seen.
 */
const cleanUps: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0)) await cleanUp();
});

async function start(
  line: "7.0" | "7.1",
  proxied: boolean,
): Promise<{ editor: Editor; textDocument: { uri: string } }> {
  const project = projectOf({ "src/a.ts": text });
  cleanUps.push(() => project.remove());
  const editor = await Editor.open(typescriptOf(line), project.folder, { proxied });
  cleanUps.unshift(() => editor.close());
  return { editor, textDocument: editor.openFile(project.path("src/a.ts")) };
}

const lineCount = text.split("\n").length;
const whole = { start: { line: 0, character: 0 }, end: positionOf(text, text, text.length) };
const options = { tabSize: 2, insertSpaces: true };

/** Every place of an answer, whatever the form. */
function places(value: unknown): { line: number; character: number }[] {
  if (Array.isArray(value)) return value.flatMap(places);
  if (typeof value !== "object" || value === null) return [];
  const record = value as Record<string, unknown>;
  const own =
    typeof record.line === "number" && typeof record.character === "number"
      ? [{ line: record.line, character: record.character }]
      : [];
  return [...own, ...Object.entries(record).flatMap(([key, item]) => (key === "data" ? [] : places(item)))];
}

/** Semantic tokens as words with their places. */
function tokens({ data }: { readonly data: readonly number[] }): string[] {
  const lines = text.split("\n");
  let [line, character] = [0, 0];
  return Array.from({ length: data.length / 5 }, (_, at) => {
    const [down = 0, right = 0, length = 0, ...kind] = data.slice(at * 5, at * 5 + 5);
    character = down === 0 ? character + right : right;
    line += down;
    return `${lines[line]?.slice(character, character + length)} ${line}:${character} ${kind.join(",")}`;
  });
}

function apply(
  edits: readonly {
    range: { start: { line: number; character: number }; end: { line: number; character: number } };
    newText: string;
  }[],
): string {
  const lines = text.split("\n");
  const offset = ({ line, character }: { line: number; character: number }): number =>
    lines.slice(0, line).reduce((sum, one) => sum + one.length + 1, 0) + character;
  return [...edits]
    .sort((a, b) => offset(b.range.start) - offset(a.range.start))
    .reduce(
      (done, { range, newText }) => done.slice(0, offset(range.start)) + newText + done.slice(offset(range.end)),
      text,
    );
}

describe.each(["7.0", "7.1"] as const)("what TypeScript %s's server says through the proxy", (line) => {
  const requests: readonly (readonly [string, object])[] = [
    ["textDocument/documentSymbol", {}],
    ["textDocument/foldingRange", {}],
    ["textDocument/semanticTokens/full", {}],
    ["textDocument/semanticTokens/range", { range: whole }],
    ["textDocument/codeLens", {}],
    ["textDocument/inlayHint", { range: whole }],
    ["textDocument/selectionRange", { positions: [positionOf(text, "rows[0]"), positionOf(text, "short =")] }],
    ["textDocument/documentHighlight", { position: positionOf(text, "rows =") }],
    ["textDocument/references", { position: positionOf(text, "rows ="), context: { includeDeclaration: true } }],
    ["textDocument/definition", { position: positionOf(text, "rows.map") }],
    ["textDocument/rename", { position: positionOf(text, "rows ="), newName: "all" }],
    ["textDocument/prepareRename", { position: positionOf(text, "rows =") }],
    ["textDocument/codeAction", { range: whole, context: { diagnostics: [], only: ["source.organizeImports"] } }],
  ];

  it("is what the plain server says", async () => {
    const [ours, plain] = await Promise.all([start(line, true), start(line, false)]);
    for (const [method, params] of requests) {
      const [one, two] = await Promise.all(
        [ours, plain].map(async ({ editor, textDocument }) => {
          const { result, error } = await editor.answer(method, { textDocument, ...params });
          // Each runs on a project folder of its own; a delta needs an id that nobody else knows.
          return JSON.parse(
            JSON.stringify({ method, result, error })
              .replaceAll(/dbsql-project-\w+/g, "project")
              .replaceAll(/,?"resultId":"[^"]*"/g, ""),
          );
        }),
      );
      if (method.startsWith("textDocument/semanticTokens")) {
        // The plain server knows no column and no SQL, so it has no colour for either.
        const known = (token: string): boolean => !/^(?:name|id|amount|orders|[A-Z]+) /.test(token);
        expect(tokens(one.result).filter(known)).toEqual(tokens(two.result).filter(known));
      } else expect(one).toEqual(two);
      for (const place of places(one.result)) expect(place.line).toBeLessThan(lineCount);
    }
  });

  it("formats the program and never the SQL", async () => {
    const { editor, textDocument } = await start(line, true);
    const formatted = apply(await editor.request("textDocument/formatting", { textDocument, options }));
    expect(sqlOf(formatted)).toEqual(sqlOf(text));
    expect(formatted).toContain("\n  const first = rows[0];");
    expect(formatted.split("\n")).toHaveLength(lineCount);
  });

  it("leads from a row's column to the query, and does not rename it", async () => {
    const { editor, textDocument } = await start(line, true);
    const position = positionOf(text, "first?.name", 8);
    const definition = await editor.request<{ targetSelectionRange: object }[]>("textDocument/definition", {
      textDocument,
      position,
    });
    expect(definition.map((one) => one.targetSelectionRange)).toEqual([
      { start: positionOf(text, "name\n"), end: positionOf(text, "name\n", 4) },
    ]);
    const { error } = await editor.answer("textDocument/rename", { textDocument, position, newName: "other" });
    expect(error?.message).toMatch(/rename it in the query/);
    const { result } = await editor.answer("textDocument/rename", {
      textDocument,
      position: positionOf(text, "orders WHERE"),
      newName: "other",
    });
    expect(result).toBeUndefined();
  });

  it("shows no name of ours anywhere", async () => {
    const { editor, textDocument } = await start(line, true);
    const positions = ["rows =", "short =", "spark.sql", "first?.name", "sql`\n", "limit"].map((piece) =>
      positionOf(text, piece, 1),
    );
    const answers = await Promise.all([
      ...positions.map((position) => editor.answer("textDocument/hover", { textDocument, position })),
      ...positions.map((position) => editor.answer("textDocument/completion", { textDocument, position })),
      editor.answer("textDocument/completion", { textDocument, position: positionOf(text, ": bigint", 3) }),
      editor.answer("workspace/symbol", { query: "" }),
    ]);
    expect(JSON.stringify(answers)).not.toMatch(/[\ua000-\ua48c]/);
  });
});
