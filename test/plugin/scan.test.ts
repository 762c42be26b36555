import { readFileSync } from "node:fs";
import fc from "fast-check";
import ts from "typescript";
import { describe, expect, it } from "vitest";
import { scan } from "../../plugin/inject/scan.js";
import { trackedFiles } from "../house/tree.js";

/** The templates of a file, as TypeScript's own parser finds them. */
function byParser(text: string, jsx: boolean): string[] {
  const kind = jsx ? ts.ScriptKind.TSX : ts.ScriptKind.TS;
  const file = ts.createSourceFile(jsx ? "a.tsx" : "a.ts", text, ts.ScriptTarget.Latest, true, kind);
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isNoSubstitutionTemplateLiteral(node)) found.push(`template ${node.getStart()}-${node.end}`);
    else if (ts.isTemplateHead(node)) found.push(`head ${node.getStart()}-${node.end}`);
    else if (ts.isTemplateMiddle(node)) found.push(`middle ${node.getStart()}-${node.end}`);
    else if (ts.isTemplateTail(node)) found.push(`tail ${node.getStart()}-${node.end}`);
    else if (node.kind === ts.SyntaxKind.RegularExpressionLiteral) found.push(`regex ${node.getStart()}-${node.end}`);
    else if (ts.isStringLiteral(node) && !ts.isJsxAttribute(node.parent))
      found.push(`string ${node.getStart()}-${node.end}`);
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found.sort();
}

function byScanner(text: string, jsx: boolean): string[] {
  return scan(text, jsx)
    .tokens.filter((token) => /^(template|head|middle|tail|regex|string)$/.test(token.kind))
    .map((token) => `${token.kind} ${token.start}-${token.end}`)
    .sort();
}

const everywhere = [
  "x = a / b / `c`; y = /`/g; z = a++ / 2; `d`",
  "x = /[/`]/.test(a) ? `yes` : `no`",
  "if (a) /`/.test(b); `c`",
  "while (x) /`/; for (const y of z) /`/; for await (const y of z) /`/; `c`",
  "f(a) / 2; `x`; g[0] / 2; `y`; a.if(b) / 2; `z`",
  "const o = { a: 1 } / 2; `x`",
  "function f() {} /`/.test(x); `y`",
  "class A { m() { return /`/ } } /`/.exec(a); `y`",
  "return /`/; `x`",
  "a = b ? /`/ : /`/; `x`",
  "`a${`b${`c`}d`}e${{ a: `f` }.a}`",
  "`a${(() => { return `b` })()}c${ {}}`",
  "`\\`${1}\\${`; `$`; `$$${1}$`; `\\\\`",
  "`a${/}`/.test('}')}b`; `c`",
  "// `\n/* ` */ `a` /* `*/",
  "'`'; \"`\"; 'a\\\n`'; `x`",
  "const s = 'it\\'s `'; `x`",
  "x!/2; `a`; x! `b`; !/`/.test(a); `c`",
  "type F = <T>(a: T) => `t${string}`; `u`",
  "interface A { <T>(a: T): `x`; new <T>(a: T): A; m<T>(a: T): `y` } `z`",
  "a < b / c > d; `x`; a << b; `y`; f<Array<Array<A>>>(`z`)",
  "tag<Foo<Bar>>`x`; spark.sql`y`; a?.b.sql`z`",
  "1..toString(); 1.5.toFixed(); .5 / 2; 0x1f / `a`; 1_000n / `b`",
  "a.return / 2; `x`; a.typeof /`b`/ 1",
  "label: { /`/.test(a) } `x`",
  "switch (a) { case /`/: `x`; case 1: /`/; default: /`/ }",
  "x = y\n/`z`/ 1",
  "const a = { b() { return 1 }, get c() { return `x` } }; `y`",
  "async () => { await /`/.test(a); yield_ / `b` }",
  "export default /`/;\n`x`",
  "a = b as unknown; `x`; c satisfies D; `y`",
  "@dec(`x`) class A { @dec2 m = `y`; #p = `z` }",
  "#!/usr/bin/env node `\n`x`",
  "enum E { A = `x`, B = 1 / 2 } `y`",
  "x = a?.5:`y`",
  "let \\u0061 = `x`; größe / `y`; 変数 / `z`",
  "import a, { type b as c } from 'd'; import e = require(`f`)",
  "for (const x of /`/.exec(a)) `b`",
  "abstract class A<T extends { a: `x` }> extends B<`y`> implements C {}",
];

const tsx = [
  "const a = <div>`not a template`</div>; `x`",
  "const a = <div a='`' b={`x`} c=\"`\" {...`y`}>it's {`z`} `</div>; `u`",
  "const a = <A.B x:y='`' data-a=\"`\"/>; `u`",
  "const a = <>`{`x`}<b/>`</>; `u`",
  "const a = <T,>(x: T) => `x`; const b = <T extends A>(x: T) => <div>`</div>; `y`",
  "const a = <const T,>(x: T) => `x`; `y`",
  "type F = <T>(x: T) => `a`; `y`",
  "interface A { <T>(x: T): `a` } `y`",
  "const x = a < b; `y`; c<D>(`z`); const e = f << g; `h`",
  "return <div>{a < b ? <p>`</p> : `x`}</div>; `y`",
  "f(<a>`</a>, `x`); [<a>`</a>]; b && <c>`</c>; d ? <e>`</e> : <f>`</f>; `g`",
  "const a = <Table<Row> rows={`x`}>`</Table>; `y`",
  "const a = <div>{/* ` */}{`x`}</div>; `y`",
  "const a = <div // `\n b='c' /* ` */>`</div>; `y`",
  "const a = (<div>\n  {items.map((i) => <li key={`${i}`}>`{i}`</li>)}\n</div>); `y`",
  "const a = () => <div>'</div>; const b = `x`",
  "if (a) return <b>it's</b>\n`x`",
  "const a = <b>don't /* ` */ // `</b>; `x`",
  "class A { m = <T,>(x: T) => x; n() { return <p>`</p> } } `x`",
  "const C: React.FC<Props> = ({ a }: { a: Foo<Bar> }) => <a>`</a>; `x`",
];

const plain = ["const x = <T>(a: T) => `t`; `u`", "const y = <string>`a`; `b`", "a = <T>/`/; `c`"];

describe("the scanner", () => {
  it.each(plain)("%j", (text) => {
    expect(byScanner(text, false)).toEqual(byParser(text, false));
  });
  it.each(everywhere.flatMap((text) => [[text, false] as const, [text, true] as const]))("%j, tsx: %s", (text, jsx) => {
    expect(byScanner(text, jsx)).toEqual(byParser(text, jsx));
  });
  it.each(tsx)("%j", (text) => {
    expect(byScanner(text, true)).toEqual(byParser(text, true));
  });

  it("finds what TypeScript's parser finds in every source file of this repository", () => {
    const files = trackedFiles().filter((file) => /^(src|plugin|test|scripts|examples)\/.*\.[cm]?[jt]sx?$/.test(file));
    expect(files.length).toBeGreaterThan(20);
    for (const file of files) {
      const text = readFileSync(new URL(`../../${file}`, import.meta.url), "utf8");
      expect({ file, found: byScanner(text, false) }).toEqual({ file, found: byParser(text, false) });
    }
  });

  it.each([
    ["`a", true],
    ["`a${", true],
    ["/* a", true],
    ["`a${`b`}", true],
    ["`a` // b", false],
    ["'a", false],
    ["{", false],
  ])("knows whether the end of %j is inside something: %s", (text, open) => {
    expect(scan(text, false).open).toBe(open);
  });

  it("covers the text in order, whatever it is", () => {
    const pieces = fc.constantFrom(
      ..."`${}/<>()[]'\"\\*=.!?:;, \n\r\u2028aπ😀\ud800".split(""),
      "${",
      "//",
      "/*",
      "*/",
      "=>",
      "return",
      "sql",
      "</",
      "/>",
      "import",
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 60 }), fc.boolean(), (parts, jsx) => {
        const text = parts.join("");
        let at = 0;
        for (const token of scan(text, jsx).tokens) {
          expect(token.start).toBeGreaterThanOrEqual(at);
          expect(token.end).toBeGreaterThan(token.start);
          at = token.end;
        }
        expect(at).toBeLessThanOrEqual(text.length);
      }),
      { numRuns: 2000 },
    );
  });

  it("survives huge and deeply nested text", () => {
    for (const text of [
      "`${".repeat(50_000),
      "(".repeat(100_000),
      "`".repeat(100_001),
      "x".repeat(1_000_000),
      `\`${"a\\`".repeat(300_000)}\``,
      " \n".repeat(500_000),
      "<a>".repeat(50_000),
      "<T>(".repeat(2_000),
      `'${"\\'".repeat(500_000)}`,
      `/${"a".repeat(1_000_000)}`,
      "(".repeat(500_000) + "]".repeat(500_000),
      `\`\${${"(".repeat(500_000)}${"]".repeat(500_000)}`,
      `x = ${"/[".repeat(500_000)}`,
      `x = <a${"<".repeat(1_000_000)}`,
      "<T>(".repeat(250_000),
      "//\n".repeat(300_000),
    ]) {
      expect(scan(text, true).tokens.length).toBeGreaterThanOrEqual(0);
    }
  });
});
