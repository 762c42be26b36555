import { resolve } from "node:path";
import ts from "typescript";
import { describe, expect, it } from "vitest";
import { read, root, trackedFiles } from "./tree.js";

/** Every fenced TypeScript example of the docs and of the public comments compiles against the package as built. */
interface Example {
  readonly file: string;
  readonly line: number;
  readonly code: string;
}

function examplesOf(file: string): Example[] {
  const found: Example[] = [];
  const text = read(file);
  const inComment = !file.endsWith(".md");
  const fence = inComment ? /^[ \t]*\* ```ts\n([\s\S]*?)^[ \t]*\* ```/gm : /^```ts\n([\s\S]*?)^```/gm;
  for (const match of text.matchAll(fence)) {
    const code = inComment ? match[1]!.replace(/^[ \t]*\* ?/gm, "") : match[1]!;
    found.push({ file, line: text.slice(0, match.index).split("\n").length, code });
  }
  return found;
}

const documents = trackedFiles().filter(
  (f) => f === "README.md" || /^docs\/.*\.md$/.test(f) || /^(src|plugin)\/.*\.ts$/.test(f),
);
const examples = documents.flatMap(examplesOf);

/** What a reader of an example takes for granted: a session, and the package's own exports. */
function program(example: Example, exported: readonly string[]): string {
  const declared = new Set(
    [...example.code.matchAll(/\b(?:import\s*\{([^}]*)\}|(?:const|let|class|function)\s+(\w+))/g)].flatMap((m) =>
      (m[1] ?? m[2]!).split(",").map((name) => name.replace(/\btype\b|.*\bas\b/g, "").trim()),
    ),
  );
  const needed = exported.filter((name) => !declared.has(name) && new RegExp(`\\b${name}\\b`).test(example.code));
  const lines = needed.length > 0 ? [`import { ${needed.join(", ")} } from "dbsql";`] : [];
  if (!declared.has("spark")) lines.push(`declare const spark: import("dbsql").DatabricksSession;`);
  return `${lines.join(" ")}\n${example.code}\nexport {};\n`;
}

function check(sources: ReadonlyMap<string, string>): Map<string, string[]> {
  const options: ts.CompilerOptions = {
    target: ts.ScriptTarget.ES2022,
    lib: ["lib.es2023.d.ts", "lib.esnext.disposable.d.ts"],
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    types: ["node"],
    strict: true,
    skipLibCheck: true,
    noEmit: true,
  };
  const host = ts.createCompilerHost(options);
  const { readFile, fileExists, getSourceFile } = host;
  host.readFile = (name) => sources.get(name) ?? readFile(name);
  host.fileExists = (name) => sources.has(name) || fileExists(name);
  host.getSourceFile = (name, target, ...rest) => {
    const text = sources.get(name);
    return text === undefined ? getSourceFile(name, target, ...rest) : ts.createSourceFile(name, text, target);
  };
  const built = ts.createProgram([...sources.keys()], options, host);
  const errors = new Map<string, string[]>();
  for (const diagnostic of ts.getPreEmitDiagnostics(built)) {
    const name = diagnostic.file?.fileName ?? "";
    const position = diagnostic.file?.getLineAndCharacterOfPosition(diagnostic.start ?? 0);
    const list = errors.get(name) ?? [];
    list.push(`+${position?.line ?? 0}: ${ts.flattenDiagnosticMessageText(diagnostic.messageText, " ")}`);
    errors.set(name, list);
  }
  return errors;
}

function exportedNames(): string[] {
  const entry = resolve(root, "src/index.ts");
  const program = ts.createProgram([entry], {
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    target: ts.ScriptTarget.ES2022,
    types: ["node"],
    skipLibCheck: true,
    noEmit: true,
  });
  const checker = program.getTypeChecker();
  const symbol = checker.getSymbolAtLocation(program.getSourceFile(entry)!);
  return symbol === undefined ? [] : checker.getExportsOfModule(symbol).map((s) => s.name);
}

describe("examples", () => {
  const exported = exportedNames();
  const files = new Map(
    examples.map((example, index) => [resolve(root, `example-${index}.mts`), program(example, exported)]),
  );
  const errors = check(files);

  it("are there", () => {
    expect(examples.length).toBeGreaterThan(0);
    expect(exported).toContain("SparkError");
  });

  for (const [index, example] of examples.entries()) {
    it(`${example.file}:${example.line} compiles`, () => {
      expect(errors.get(resolve(root, `example-${index}.mts`)) ?? []).toEqual([]);
    });
  }
});
