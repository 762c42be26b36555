import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { rolldown } from "rolldown";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import {
  isOurSdk,
  nativeExtensions,
  nativeSettings,
  sdkFolder,
  wantsNative,
} from "../../plugin/vscode/native-settings.js";
import manifest from "../../plugin/vscode/package.json" with { type: "json" };
import { type Facts, stateOf } from "../../plugin/vscode/state.js";
import { root } from "../house/tree.js";
import { named, projectOf, sample, tsconfigOf, typescriptOf } from "./project.js";
import { TsServer } from "./tsserver.js";

describe("what the extension shows", () => {
  const well: Facts = {
    installed: "1.2.3",
    hasSdk: true,
    hasSchemas: true,
    schemas: ".dbsql",
    hasNativeTypeScript: true,
    native: false,
    nativeIsOurs: false,
  };
  const cases: readonly (readonly [what: string, facts: Partial<Facts>, said: string])[] = [
    ["the built-in server", {}, "information: dbsql: dbsql 1.2.3, in TypeScript's server"],
    ["the built-in server, our folder set for later", { nativeIsOurs: true }, "in TypeScript's server"],
    ["the native server through us", { native: true, nativeIsOurs: true }, "in front of TypeScript's native server"],
    ["the native server without us", { native: true }, "warning: dbsql is off: [dbsql.useNativeServer]"],
    ["the same, with an old dbsql", { native: true, hasSdk: false }, "npm install dbsql@latest"],
    ["the same, with an old TypeScript", { native: true, hasNativeTypeScript: false }, "typescript@7"],
    ["no dbsql", { installed: undefined, native: true }, "warning: dbsql is not installed: npm install dbsql"],
    ["no schema cache", { hasSchemas: false }, "warning: dbsql has no schema: .dbsql is missing [dbsql.pullSchema]"],
  ];
  it.each(cases)("%s", (_, facts, said) => {
    const { text, detail, severity, action } = stateOf({ ...well, ...facts });
    const whole = `${severity}: ${text}: ${detail} ${action ? `[${action.command}]` : ""}`;
    for (const part of said.split(/: (?=\[)|: | (?=\[)/)) expect(whole).toContain(part);
  });

  it("offers commands that the manifest has", () => {
    const known = manifest.contributes.commands.map(({ command }) => command);
    for (const [, facts] of cases) {
      const { action } = stateOf({ ...well, ...facts });
      if (action !== undefined) expect(known).toContain(action.command);
    }
  });
});

describe("the settings of the native server", () => {
  const today = ["js/ts.experimental.useTsgo", "js/ts.tsdk.path"];
  const before = ["typescript.experimental.useTsgo", "typescript.native-preview.tsdk", "typescript.tsdk"];

  it("are written by the names that the installed extensions have", () => {
    const write = (names: readonly string[]): object => nativeSettings("./sdk", (name) => names.includes(name));
    expect(write([...today, ...before])).toEqual({ [today[0]!]: true, [today[1]!]: "./sdk" });
    expect(write(before)).toEqual({ [before[0]!]: true, [before[1]!]: "./sdk" });
  });

  it("are read by every name", () => {
    for (const name of [today[0]!, before[0]!]) expect(wantsNative((one) => one === name)).toBe(true);
    expect(wantsNative(() => undefined)).toBe(false);
    for (const name of [today[1]!, ...before.slice(1)]) {
      expect(sdkFolder((one) => (one === name ? "./x" : ""))).toBe("./x");
    }
  });

  it("name our folder, wherever it is", () => {
    const ours = [
      "./node_modules/dbsql/sdk",
      "/app/node_modules/dbsql/sdk/",
      "C:\\app\\node_modules\\dbsql\\sdk",
      "/e/sdk",
    ];
    for (const folder of ours) expect(isOurSdk(folder, "/e"), folder).toBe(true);
    for (const folder of ["", "./node_modules/typescript", "/e/sdk/x", "./node_modules/other-dbsql/sdk"]) {
      expect(isOurSdk(folder, "/e"), folder).toBe(false);
    }
    expect(nativeExtensions.every((id) => id.startsWith("typescriptteam."))).toBe(true);
  });
});

describe("the plugin in the extension", () => {
  // Where no package could be found that the bundle lacks.
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "dbsql-extension-")));
  beforeAll(async () => {
    // Where VS Code finds it: in `node_modules` of the extension.
    const plugin = join(folder, "node_modules/dbsql/plugin");
    mkdirSync(plugin, { recursive: true });
    writeFileSync(join(plugin, "package.json"), '{ "main": "index.cjs" }');
    const build = await rolldown({
      input: join(root, "plugin/vscode/server-plugin.ts"),
      platform: "node",
      logLevel: "silent",
    });
    await build.write({ file: join(plugin, "index.cjs"), format: "cjs", exports: "default", codeSplitting: false });
    await build.close();
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const cleanUps: (() => unknown)[] = [];
  afterEach(async () => {
    for (const cleanUp of cleanUps.splice(0)) await cleanUp();
  });

  /** As VS Code starts its server, and what `rows` is there. */
  async function hovered(files: Readonly<Record<string, string>>): Promise<string> {
    const project = projectOf({ ...sample, ...files });
    cleanUps.push(() => project.remove());
    const options = ["--globalPlugins", "dbsql/plugin", "--pluginProbeLocations", folder];
    const server = new TsServer(typescriptOf("6.0"), options);
    cleanUps.unshift(() => server.close());
    const file = project.path("src/orders.ts");
    server.open(file);
    const found = await server.request<{ displayString: string }>("quickinfo", { file, line: 4, offset: 9 });
    return found.displayString;
  }

  const own = (code: string): Readonly<Record<string, string>> => ({
    "node_modules/dbsql/plugin/package.json": '{ "main": "index.cjs" }',
    "node_modules/dbsql/plugin/index.cjs": code,
  });

  it("serves a project without one of its own", async () => {
    expect(await hovered({})).toContain("name: string | null");
  });

  it("leaves a project to its own", async () => {
    const code = `module.exports = () => ({ create: ({ languageService }) => new Proxy(languageService, {
      get: (target, name) => name === "getQuickInfoAtPosition"
        ? (...args) => ({ ...target.getQuickInfoAtPosition(...args), displayParts: [{ text: "its own", kind: "text" }] })
        : target[name],
    }) });`;
    expect(await hovered(own(code))).toBe("its own");
  });

  it("serves a project whose own cannot be loaded", async () => {
    expect(await hovered(own("throw new Error('built for another Node');"))).toContain("name: string | null");
  });

  it("is loaded once where tsconfig names it too", async () => {
    const project = projectOf({ ...sample, "tsconfig.json": tsconfigOf(named) });
    cleanUps.push(() => project.remove());
    const options = ["--globalPlugins", "dbsql/plugin", "--pluginProbeLocations", folder];
    const server = new TsServer(typescriptOf("6.0"), options);
    cleanUps.unshift(() => server.close());
    const file = project.path("src/orders.ts");
    server.open(file);
    const found = await server.request<{ code: number }[]>("semanticDiagnosticsSync", { file });
    expect(found.filter(({ code }) => code === 1201)).toHaveLength(1);
  });
});

it("the manifest asks for what VS Code must know before it runs anything", () => {
  expect(manifest.contributes.typescriptServerPlugins).toEqual([
    { name: "dbsql/plugin", enableForWorkspaceTypeScriptVersions: true },
  ]);
  expect(manifest.capabilities.untrustedWorkspaces.supported).toBe(false);
  expect(execFileSync("git", ["check-ignore", "plugin/vscode/dist/"], { cwd: root, encoding: "utf8" })).toContain(
    "dist",
  );
});
