import fc from "fast-check";
import ts from "typescript";
import { describe, expect, it } from "vitest";
import type { Inspection } from "../../plugin/inject/inspect.js";
import { toUser } from "../../plugin/inject/rewrite.js";
import type { WorkspaceOptions } from "../../plugin/inject/workspace.js";
import { workspaceOf } from "./stub.js";

const prelude = 'import { DatabricksSession } from "dbsql"; declare const spark: DatabricksSession; ';

function inspected(text: string, options: WorkspaceOptions = {}): Inspection {
  return workspaceOf({ "/p/a.ts": text }, undefined, options).inspect("/p/a.ts")!;
}

/** Everything of the file that must stay where it was: all but the heads of the templates. */
function outside(text: string, { heads }: Inspection["rewritten"]): string {
  let out = "";
  let at = 0;
  for (const head of heads) {
    out += text.slice(at, head.start);
    at = head.end;
  }
  return out + text.slice(at);
}

const lineEnds = (text: string): string => text.replace(/[^\n\r\u2028\u2029]/g, "");

describe("the inspection", () => {
  const deep = 10_000;
  it.each([
    ["arrow functions", `x = ${"a => ".repeat(deep)}1`],
    ["arrow functions with parameters", `x = ${"(a) => ".repeat(deep)}1`],
    ["patterns", `const ${"{a:".repeat(deep)}b${"}".repeat(deep)} = x`],
    ["queries", `x = ${"spark.sql`SELECT ${".repeat(deep)}1${"}`".repeat(deep)}`],
    ["templates", `x = ${"`${".repeat(deep)}1${"}`".repeat(deep)}`],
    ["types", `let x: ${"Array<".repeat(deep)}1${">".repeat(deep)}`],
    ["functions", "function f() {".repeat(deep)],
    ["classes", "class A {".repeat(deep)],
    ["parentheses around a session", `x = ${"(".repeat(deep)}spark${")".repeat(deep)}.sql\`SELECT id FROM orders\``],
    ["members", `x = spark${".a".repeat(deep)}.sql\`SELECT id FROM orders\``],
    [
      "names of names",
      `${Array.from({ length: deep }, (_, at) => `const a${at + 1} = a${at};`).join("")} a${deep}.sql\`\``,
    ],
  ])("survives ten thousand levels of %s, and a query beside them has its type", (_, text) => {
    for (const path of ["/p/a.ts", "/p/a.tsx"]) {
      const { queries } = workspaceOf({ [path]: `${prelude}spark.sql\`SELECT id FROM orders\`;\n${text}` }).inspect(
        path,
      )!;
      expect(queries[0]!.typing).toContain("id: bigint");
    }
  });
});

describe("the width-neutral rewrite", () => {
  it("writes the type over the head of the query and behind the end of the file", () => {
    const { rewritten } = inspected(`${prelude}spark.sql\`SELECT id, name FROM orders WHERE id = \${1n}\`;`);
    expect(rewritten.text).toBe(
      `${prelude}spark.sql<\ua000>\`ECT id, name FROM orders WHERE id = \${1n}\`;\n` +
        "type \ua000 = { row: { id: bigint; name: string | null }; " +
        'params: [number | bigint | import("dbsql").Decimal | null | import("dbsql").Fragment | import("dbsql").Identifier] }; ' +
        `type \ua001 = [${Array(61).fill('typeof import("dbsql")')}];\n`,
    );
    expect(rewritten.length).toBe(prelude.length + "spark.sql`SELECT id, name FROM orders WHERE id = ${1n}`;".length);
  });

  it("imports as often while a query is typed, so that a server need not make its program anew", () => {
    const texts = [
      "SELECT price, id FROM orders WHERE id = ${1n}",
      "SELECT price, FROM orders",
      "SELECT price FROM nowhere",
    ];
    const counts = texts.map((sql) => {
      const { text } = inspected(`${prelude}spark.sql\`${sql}\`;`).rewritten;
      return text.split('import("dbsql")').length;
    });
    expect(new Set(counts)).toEqual(new Set([65]));
  });

  it.each([
    ["a line end at once", "\n  SELECT id FROM orders", "<\n\ua000>` SELECT".slice(0, 3)],
    ["two characters", "ab", undefined],
    ["three characters", "abc", "<\ua000>`"],
    ["nothing", "", undefined],
    ["a hole at once", "${x} SELECT", undefined],
    ["line ends only", "\n\r\n\n", undefined],
  ])("with %s", (_, sql, head) => {
    const text = `${prelude}spark.sql\`${sql}\`;`;
    const { rewritten } = inspected(text);
    if (head === undefined) expect(rewritten.text).toBe(text);
    else expect(rewritten.text.slice(text.indexOf("`"))).toContain(head.slice(0, 1));
    expect(lineEnds(rewritten.text.slice(0, rewritten.length))).toBe(lineEnds(text));
  });

  it("leaves no half of an escape or of a character behind", () => {
    for (const sql of [
      "SE\\`x",
      "SE\\${a}",
      "SE\\\\x",
      "ab\u{1f600}x",
      "a\u{1f600}bcd",
      "ab\\\u{1f600}x",
      "ab\\\r\nx",
      "ab\\\nx",
      "\\u{1f600}abc",
    ]) {
      const text = `${prelude}spark.sql\`${sql}\`; tail();`;
      const { rewritten, queries } = inspected(text);
      expect(queries).toHaveLength(1);
      expect(rewritten.text).not.toMatch(/\p{Surrogate}/u);
      expect(rewritten.text.slice(0, rewritten.length)).toHaveLength(text.length);
      expect(rewritten.text.slice(0, rewritten.length).endsWith("`; tail();")).toBe(true);
      const file = ts.createSourceFile("a.ts", rewritten.text, ts.ScriptTarget.Latest);
      expect(file.statements.at(-1)!.kind).toBe(ts.SyntaxKind.TypeAliasDeclaration);
    }
  });

  it("keeps every offset and every line of any file", () => {
    const sql = fc.array(
      fc.constantFrom(
        "SELECT",
        " ",
        "\n",
        "\r\n",
        "\r",
        "\u2028",
        "\\`",
        "\\\\",
        "\\${",
        "${1}",
        "${`a`}",
        "${spark.sql`SELECT id FROM orders`}",
        "é",
        "😀",
        "\\u{1f600}",
        "$ ",
        "{",
        "}",
        "'",
        "/*",
        "--",
        "\ua000",
      ),
      { maxLength: 12 },
    );
    const between = fc.constantFrom(
      ";",
      "\n",
      "// `\n",
      "/* ` */",
      "const s = '`';",
      "const r = /`/;",
      "const é = `${1}`;",
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(sql, between), { minLength: 1, maxLength: 5 }), (parts) => {
        const text = prelude + parts.map(([query, rest]) => `spark.sql\`${query.join("")}\`;${rest}`).join("");
        const inspection = inspected(text);
        const { rewritten } = inspection;
        const body = rewritten.text.slice(0, rewritten.length);
        expect(body).toHaveLength(text.length);
        expect(lineEnds(body)).toBe(lineEnds(text));
        expect(outside(body, rewritten)).toBe(outside(text, rewritten));
        expect(body).not.toMatch(/\p{Surrogate}/u);
        // What TypeScript makes of it: the same tags in the same places, each with its type argument.
        const tags = (file: ts.SourceFile): number[] => {
          const found: number[] = [];
          const visit = (node: ts.Node): void => {
            if (ts.isTaggedTemplateExpression(node)) found.push(node.tag.end);
            ts.forEachChild(node, visit);
          };
          visit(file);
          return found;
        };
        const before = ts.createSourceFile("a.ts", text, ts.ScriptTarget.Latest);
        const after = ts.createSourceFile("a.ts", rewritten.text, ts.ScriptTarget.Latest);
        expect(tags(after)).toEqual(tags(before));
        const { parseDiagnostics: errors } = after as ts.SourceFile & { parseDiagnostics: readonly ts.Diagnostic[] };
        const { parseDiagnostics: had } = before as ts.SourceFile & { parseDiagnostics: readonly ts.Diagnostic[] };
        expect(errors.map((error) => error.start)).toEqual(had.map((error) => error.start));
      }),
      { numRuns: 1000 },
    );
  });

  it("maps the places of a query to the file and back", () => {
    const sql = fc.array(
      fc.constantFrom(
        "a",
        "\n",
        "\r\n",
        "\\n",
        "\\\n",
        "\\`",
        "\\x41",
        "\\u{1f600}",
        "😀",
        "${1}",
        "${`b`}",
        "\ufffc",
        "\\q",
      ),
      { maxLength: 15 },
    );
    fc.assert(
      fc.property(sql, (parts) => {
        const text = `${prelude}spark.sql\`${parts.join("")}\`;`;
        const { sql: query, template } = inspected(text).queries[0]!;
        const call = new Function("tag", `return tag\`${parts.join("")}\``);
        const cooked = call((strings: readonly string[]) => strings) as readonly (string | undefined)[];
        if (!parts.includes("\\q"))
          expect(query.text).toBe(cooked.map((part) => part?.replaceAll("\ufffc", "\ufffd")).join("\ufffc"));
        let last = template.tick;
        for (let at = 0; at <= query.text.length; at++) {
          const place = query.toFile(at);
          expect(place).toBeGreaterThanOrEqual(last);
          expect(place).toBeLessThan(template.end);
          last = place;
          const back = query.fromFile(place);
          expect(back).toBeLessThanOrEqual(at);
          expect(query.toFile(back!)).toBe(place);
        }
      }),
    );
  });

  it("chooses names that the file does not use", () => {
    const text = `${prelude}const \ua000 = 1; spark.sql\`SELECT id FROM orders\`;`;
    const { aliases, rewritten } = inspected(text);
    expect(text).not.toContain(aliases.name(0));
    expect(rewritten.text).toContain(`<${aliases.name(0)}>`);
    expect(new Set(Array.from({ length: 5000 }, (_, at) => aliases.name(at))).size).toBe(5000);
  });

  it("gives a script names of its own, which it shares with no other script", () => {
    const text =
      "declare const spark: import('dbsql').DatabricksSession; spark.sql`SELECT id FROM orders WHERE id = 1`;";
    const workspace = workspaceOf({ "/p/a.ts": text, "/p/b.ts": text });
    expect(workspace.inspect("/p/a.ts")!.aliases.name(0)).not.toBe(workspace.inspect("/p/b.ts")!.aliases.name(0));
  });

  it("types a query by another one of the file", () => {
    const text = `${prelude}const big = spark.sql\`SELECT id, name FROM orders\`; spark.sql\`SELECT * FROM \${big}\`;`;
    expect(inspected(text).queries.map((query) => query.typing)).toEqual([
      "{ row: { id: bigint; name: string | null }; params: [] }",
      '{ row: { id: bigint; name: string | null }; params: [import("dbsql").RelationParam | import("dbsql").Fragment | import("dbsql").Identifier] }',
    ]);
  });

  it("survives queries that name each other", () => {
    const text = `${prelude}const a = spark.sql\`SELECT * FROM \${b}\`; const b = spark.sql\`SELECT * FROM \${a}\`;`;
    expect(inspected(text).queries.map((query) => query.typing)).toEqual(
      Array(2).fill(expect.stringContaining("{ [column: string]: unknown }")),
    );
  });
});

describe("the inserting rewrite", () => {
  it("keeps the SQL where there is no room, and maps every place back", () => {
    const text = `${prelude}spark.sql\`SELECT id FROM orders\`; spark.sql\`\${x}\`; end();`;
    const { aliases, rewritten } = inspected(text, { insert: true });
    expect(rewritten.text).toContain(`.sql<${aliases.name(1)}>\`\${x}\``);
    for (const word of ["FROM", "${x}", "end()"]) {
      expect(toUser(rewritten, rewritten.text.indexOf(word))).toBe(text.indexOf(word));
    }
    expect(toUser(rewritten, rewritten.text.indexOf("type "))).toBeUndefined();
  });
});
