import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { typescriptOf } from "../plugin/project.js";
import { runIn } from "./in-process.js";
import { runCli } from "./run-cli.js";

let folder: string;
beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), "dbsql-check-")));
  mkdirSync(join(folder, "node_modules"));
  writeFileSync(join(folder, "tsconfig.json"), '{ "files": ["a.ts"], "compilerOptions": { "types": [] } }');
  writeFileSync(join(folder, "a.ts"), "export const a: number = 1;\n");
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const typescript = (): string => join(folder, "node_modules/typescript");

/** As a package that a project may have in its folder: nothing of it may be run. */
function installFake(version: string): void {
  mkdirSync(join(typescript(), "lib"), { recursive: true });
  writeFileSync(join(typescript(), "package.json"), JSON.stringify({ name: "typescript", version }));
  writeFileSync(join(typescript(), "lib/typescript.js"), 'throw new Error("run");\n');
}

interface Refusal {
  readonly name: string;
  readonly spoil: () => void;
  readonly args?: () => readonly string[];
  readonly code?: string;
  /** All that is said: what, where, and the next command. */
  readonly says: () => string;
}

const tooOld = (version: string): Refusal => ({
  name: `TypeScript ${version}`,
  spoil: () => installFake(version),
  code: "DBSQL_TYPESCRIPT_VERSION",
  says: () =>
    `TypeScript ${version} (${typescript()}) is not supported, 5.9 to 7.1 are: run \`npm install --save-dev typescript@latest\`.`,
});

const refusals: readonly Refusal[] = [
  tooOld("4.9.5"),
  tooOld("5.8.3"),
  tooOld("8.0.0"),
  {
    name: "no TypeScript",
    spoil: () => undefined,
    code: "DBSQL_NO_TYPESCRIPT",
    says: () => `There is no TypeScript in ${folder} or above it: run \`npm install --save-dev typescript\`.`,
  },
  {
    name: "a TypeScript without a version",
    spoil: () => {
      installFake("6.0.3");
      writeFileSync(join(typescript(), "package.json"), "{}");
    },
    code: "DBSQL_NO_TYPESCRIPT",
    says: () => `${typescript()} holds no TypeScript package: run \`npm install --save-dev typescript\`.`,
  },
  ...(["6.0", "7.1"] as const).map(
    (line): Refusal => ({
      name: `a configuration that is not there, TypeScript ${line}`,
      spoil: () => symlinkSync(typescriptOf(line), typescript()),
      args: () => ["-p", join(folder, "tsconfig.app.json")],
      says: () =>
        `Cannot read file '${join(folder, "tsconfig.app.json")}'. Name the project with \`dbsql check -p FILE\`.`,
    }),
  ),
  {
    name: "a folder that is not there",
    spoil: () => undefined,
    args: () => [join(folder, "nowhere")],
    code: "DBSQL_TSCONFIG",
    says: () => `Cannot read file '${join(folder, "nowhere")}'. Name the project with \`dbsql check -p FILE\`.`,
  },
];

describe("dbsql check cannot run with", () => {
  it.each(refusals)("$name", async ({ spoil, args = () => [folder], code, says }) => {
    spoil();
    const outcome = await runCli(["check", ...args()]);
    expect(outcome).toMatchObject({ code: 2, stdout: "", stderr: `error: ${says()}\n` });
    const asJson = await runCli(["check", "--json", ...args()]);
    expect([asJson.code, asJson.stdout]).toEqual([2, ""]);
    expect(JSON.parse(asJson.stderr)).toEqual({
      error: { code: code ?? expect.stringMatching(/^DBSQL_/), message: says() },
    });
  });
});

describe("dbsql check", () => {
  it.each([
    ["passes", "export const a: number = 1;\n", 0, ""],
    ["finds", 'export const a: number = "1";\n', 1, /a\.ts\(1,14\): error TS2322: [^\n]*\n\nFound 1 error\.\n$/],
  ])("%s", async (_, text, code, stdout) => {
    symlinkSync(typescriptOf("6.0"), typescript());
    writeFileSync(join(folder, "a.ts"), text);
    expect(await runCli(["check", folder])).toEqual({
      code,
      signal: null,
      stdout: typeof stdout === "string" ? stdout : expect.stringMatching(stdout),
      stderr: "",
    });
  });

  it("looks for the project in the folders above, as tsc does", async () => {
    symlinkSync(typescriptOf("6.0"), typescript());
    const below = join(folder, "src/deep");
    mkdirSync(below, { recursive: true });
    writeFileSync(join(folder, "a.ts"), 'export const a: number = "1";\n');
    const { code, out } = await runIn(below, ["check"]);
    expect([code, out]).toEqual([1, expect.stringMatching(/^\.\.\/\.\.\/a\.ts\(1,14\): error TS2322/)]);
    // The one that is named is the one that is meant.
    await expect(runIn(below, ["check", "."])).rejects.toThrow(`'${join(below, "tsconfig.json")}'`);
  });
});
