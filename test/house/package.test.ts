import { execFileSync, spawnSync } from "node:child_process";
import { resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { root } from "./tree.js";

const bin = (name: string): string => resolve(root, "node_modules/.bin", name);
const run = (command: string, args: readonly string[]): { code: number | null; out: string } => {
  // Packing would build again, under the feet of the tests that use the build.
  const env = { ...process.env, npm_config_ignore_scripts: "true" };
  const { status, stdout, stderr } = spawnSync(command, args, { cwd: root, encoding: "utf8", env });
  return { code: status, out: stdout + stderr };
};

/** Loads the package in a child process and prints every module that came along. */
function modulesBehind(specifier: string): string[] {
  const script = `
    import { register } from "node:module";
    const hook = "export async function load(url, context, next) { process._rawDebug('@@' + url); return next(url, context); }";
    register("data:text/javascript," + encodeURIComponent(hook));
    await import(${JSON.stringify(specifier)});
    const { createRequire } = await import("node:module");
    for (const file of Object.keys(createRequire(import.meta.url).cache ?? {})) process._rawDebug("@@" + file);`;
  const { stderr, status } = spawnSync(process.execPath, ["--input-type=module", "-e", script], {
    cwd: root,
    encoding: "utf8",
  });
  expect(status, stderr).toBe(0);
  return stderr
    .split("\n")
    .filter((line) => line.startsWith("@@"))
    .map((line) => line.slice(2));
}

describe("the package as users get it", () => {
  it("loads nothing heavy at import", () => {
    const heavy =
      /node_modules\/(typescript|@grpc|@bufbuild|apache-arrow|antlr4ng|temporal-polyfill|ini)\/|dist\/cli\//;
    expect(modulesBehind("dbsql").filter((url) => heavy.test(url))).toEqual([]);
  });

  it("analyses SQL with nothing of Node and without TypeScript", () => {
    const own = /\/dist\/[\w./-]+\.js$|\/node_modules\/ts-pattern\//;
    // The script that looks on asks for `node:module` itself.
    const others = modulesBehind("dbsql/analysis").filter((url) => !own.test(url) && url !== "node:module");
    expect(others).toEqual([]);
  });

  it("is clean for publint", () => {
    const { code, out } = run(bin("publint"), ["--strict", "--pack", "npm"]);
    expect(out).toMatch(/All good|no problems/i);
    expect(code).toBe(0);
  });

  it("resolves for every consumer that attw knows", () => {
    const { code, out } = run(bin("attw"), ["--pack", ".", "--profile", "esm-only"]);
    expect(code, out).toBe(0);
  });

  it("carries licence, notice and nothing that is not published", () => {
    const list = JSON.parse(
      execFileSync("npm", ["pack", "--dry-run", "--json", "--ignore-scripts"], { cwd: root, encoding: "utf8" }),
    );
    const files: string[] = list[0].files.map((file: { path: string }) => file.path);
    expect(files).toEqual(
      expect.arrayContaining(["LICENSE", "NOTICE", "README.md", "package.json", "dist/index.js", "dist/index.d.ts"]),
    );
    expect(files.filter((file) => /^(src|test|scripts|examples|plugin\/vscode)\//.test(file))).toEqual([]);
    const programs = list[0].files.filter((file: { path: string }) => file.path.startsWith("sdk/"));
    expect(programs.map(({ path, mode }: { path: string; mode: number }) => [path, mode & 0o111])).toEqual([
      ["sdk/tsc", 0o111],
      ["sdk/tsgo", 0o111],
    ]);
  });
});
