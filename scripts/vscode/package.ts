import { chmod, copyFile, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { rolldown } from "rolldown";
import { runProgram } from "../../src/engine/run-program.js";
import { FetchFailure } from "../fetch/failure.js";
import { installPackages } from "../fetch/npm-packages.js";
import { templateGrammar } from "./template-grammar.js";

/**
 * Packs the extension for VS Code. Everything in it is made from the sources; only the packer itself is fetched, once.
 *
 * @param root the folder of the repository
 * @param folder where the extension's files and the package go; emptied before
 * @returns the path of the package, a .vsix file
 */
export async function packExtension(root: string, folder: string): Promise<string> {
  const { version } = JSON.parse(await readFile(join(root, "package.json"), "utf8")) as { readonly version: string };
  const extension = join(folder, "extension");
  await rm(folder, { recursive: true, force: true });
  await assemble(root, extension, version);
  const packer = join(await installPackages("vsce"), "node_modules/@vscode/vsce/vsce");
  const file = join(folder, `dbsql-${version}.vsix`);
  // Its own child finds the dependencies; the only one is in the folder already.
  const script = `process.chdir(${JSON.stringify(extension)}); process.argv.splice(1, 0, ${JSON.stringify(packer)}); require(${JSON.stringify(packer)});`;
  const args = ["-e", script, "package", "--allow-missing-repository", "--out", file];
  const { code, output } = await runProgram(process.execPath, args, { env: process.env });
  if (code !== 0) throw new FetchFailure("vsce could not pack the extension", output);
  return file;
}

async function assemble(root: string, to: string, version: string): Promise<void> {
  const source = join(root, "plugin/vscode");
  const json = (name: string, value: unknown): Promise<void> =>
    write(join(to, name), `${JSON.stringify(value, null, 2)}\n`);
  const manifest = JSON.parse(await readFile(join(source, "package.json"), "utf8")) as object;
  await json("package.json", { ...manifest, private: undefined, version, dependencies: { dbsql: version } });
  await json("syntaxes/template.tmLanguage.json", templateGrammar);
  // TypeScript's server looks for plugins in `node_modules`, by the name that tsconfig would have.
  await json("node_modules/dbsql/package.json", { name: "dbsql", version, license: "Apache-2.0" });
  await json("node_modules/dbsql/plugin/package.json", { main: "index.cjs" });
  await bundle(join(source, "server-plugin.ts"), join(to, "node_modules/dbsql/plugin/index.cjs"), "cjs");
  await bundle(join(source, "extension.ts"), join(to, "dist/extension.cjs"), "cjs");
  await bundle(join(root, "plugin/lsp/sdk.ts"), join(to, "dist/sdk/index.js"), "es");
  for (const name of ["LICENSE", "NOTICE"]) await copyFile(join(root, name), join(to, name));
  await copyFile(join(source, "README.md"), join(to, "README.md"));
  await mkdir(join(to, "sdk"));
  for (const name of ["tsc", "tsgo"]) {
    await copyFile(join(root, "sdk", name), join(to, "sdk", name));
    await chmod(join(to, "sdk", name), 0o755);
  }
}

async function bundle(input: string, file: string, format: "cjs" | "es"): Promise<void> {
  const build = await rolldown({ input, platform: "node", external: ["vscode"], logLevel: "silent" });
  // TypeScript's server takes what the module itself is.
  const exports = input.endsWith("plugin.ts") ? "default" : "auto";
  await build.write({ file, format, exports, codeSplitting: false, minify: false });
  await build.close();
}

async function write(file: string, text: string): Promise<void> {
  await mkdir(join(file, ".."), { recursive: true });
  await writeFile(file, text);
}
