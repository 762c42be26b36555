import { execFile } from "node:child_process";
import { symlinkSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterEach, beforeAll, describe, expect, it } from "vitest";
import { installNeovim } from "../../scripts/fetch/neovim.js";
import { root } from "../house/tree.js";
import { projectOf, sample, sampleFindings, typescriptOf, unionsInOrder } from "../plugin/project.js";
import { locate } from "../plugin/tsserver.js";

let neovim: string;
beforeAll(async () => {
  neovim = await installNeovim();
});

const cleanUps: (() => void)[] = [];
afterEach(() => {
  for (const cleanUp of cleanUps.splice(0)) cleanUp();
});

type Problem = readonly [line: number, column: number, code: string, message: string, source: string];
interface Said {
  readonly encoding: string;
  readonly problems: readonly Problem[];
  readonly hovers: readonly string[];
  readonly completions: readonly (readonly string[])[];
  readonly edited: { readonly problems: readonly Problem[]; readonly hovers: readonly string[] };
  readonly formatted: readonly string[];
}

/** Two bytes, four bytes, and a pair of halves stand before what is underlined. */
const text = sample["src/orders.ts"]!.replace("`SELECT id, nme", "`/* é\u{1f600} */ SELECT id, nme");
const findings = sampleFindings.slice(0, 4).map((line) => line.replace("(9,43)", `(9,${locate(text, "nme").offset})`));

const place = (piece: string, plus = 0): readonly [number, number] => {
  const { line, offset } = locate(text, piece, plus);
  return [line - 1, offset - 1];
};

const languageServer = createRequire(import.meta.url).resolve("typescript-language-server/lib/cli.mjs");

/** As the README tells to set Neovim up. */
const servers = {
  "dbsql lsp on TypeScript 7.0": { typescript: "7.0" },
  "dbsql lsp on TypeScript 7.1": { typescript: "7.1" },
  "typescript-language-server on TypeScript 6.0": { typescript: "6.0" },
} as const;

function serverOf(line: "6.0" | "7.0" | "7.1", folder: string): object {
  if (line !== "6.0") {
    const cmd = [process.execPath, join(root, "bin/dbsql.js"), "lsp", "--stdio", "--typescript", typescriptOf(line)];
    return { cmd, filetypes: ["typescript"], root_dir: folder };
  }
  return {
    cmd: [process.execPath, languageServer, "--stdio"],
    filetypes: ["typescript"],
    root_dir: folder,
    init_options: {
      disableAutomaticTypingAcquisition: true,
      tsserver: { path: join(typescriptOf(line), "lib/tsserver.js") },
      plugins: [{ name: "dbsql/plugin", location: folder }],
    },
  };
}

async function use(line: "6.0" | "7.0" | "7.1"): Promise<Said> {
  const project = projectOf({ ...sample, "src/orders.ts": text });
  cleanUps.push(() => project.remove());
  // As the package has it, from `npm run build`.
  project.write("node_modules/dbsql/plugin/package.json", '{ "main": "index.cjs" }');
  symlinkSync(join(root, "dist/plugin/index.cjs"), project.path("node_modules/dbsql/plugin/index.cjs"));
  const edit = place("name FROM");
  project.write(
    "plan.json",
    JSON.stringify({
      file: project.path("src/orders.ts"),
      server: serverOf(line, project.folder),
      problems: 4,
      hovers: [place("rows ="), place("name FROM", 1), place("orders WHERE", 1)],
      completions: [place("name FROM", 2), place("rows[0]!.nope", 9)],
      edit: { line: edit[0], from: edit[1], to: edit[1] + 4, text: "amount" },
      expected: "Property 'name' does not exist",
    }),
  );
  const script = fileURLToPath(new URL("neovim.lua", import.meta.url));
  const args = ["--clean", "--headless", "-l", script, project.path("plan.json")];
  const { stdout } = await promisify(execFile)(neovim, args, {
    timeout: 120_000,
    env: { ...process.env, HOME: dirname(project.folder) },
  });
  return JSON.parse(stdout.trim().split("\n").at(-1)!) as Said;
}

describe.each(Object.entries(servers))("Neovim with %s", (_, { typescript }) => {
  it("types rows, checks and completes SQL, follows edits", async () => {
    const said = await use(typescript);
    expect(said.problems.map(printed)).toEqual(findings);
    expect(said.hovers[0]!.replace(/\s+/g, " ")).toContain("{ id: bigint; name: string | null; }[]");
    expect(said.hovers[1]).toContain("(column) name: string");
    expect(said.hovers[1]).toContain("Who ordered");
    expect(said.hovers[2]).toContain("(table) spark_catalog.default.orders");
    expect(said.completions[0]).toEqual(expect.arrayContaining(["id", "name", "amount", "at"]));
    expect(said.completions[1]).toEqual(["id", "name"]);
    expect(said.edited.hovers[0]!.replace(/\s+/g, " ")).toContain("amount: Decimal<12, 2> | null; }[]");
    const late = said.edited.problems.map(printed).filter((one) => one.startsWith("src/orders.ts(5,"));
    expect(late).toEqual([expect.stringContaining("Property 'name' does not exist")]);
    // Nothing of ours is written, and no SQL is moved.
    expect(said.formatted).toEqual(text.replace("name FROM", "amount FROM").trimEnd().split("\n"));
  }, 150_000);
});

function printed([line, column, code, message, source]: Problem): string {
  // TypeScript's older server can only say numbers; ours have their source beside them.
  const name = /^\d/.test(code) ? `${source === "dbsql" ? "DBSQL" : "TS"}${code}` : code;
  return unionsInOrder(`src/orders.ts(${line + 1},${column + 1}): error ${name}: ${message}`);
}
