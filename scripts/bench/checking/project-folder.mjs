import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { largeProject } from "../project/large-project.mjs";

const root = fileURLToPath(new URL("../../..", import.meta.url));

/** The lines of TypeScript, and under what name each is installed here. */
export const typescripts = {
  5.9: "typescript-5.9",
  "6.0": "typescript",
  "7.0": "typescript-7.0",
  7.1: "typescript-7.1",
};

/** The text of a `tsconfig.json` for the large project. */
export function configOf(more = {}) {
  const options = { strict: true, target: "es2022", module: "nodenext", types: ["node"], skipLibCheck: true };
  return JSON.stringify({ compilerOptions: { ...options, noUncheckedIndexedAccess: true, ...more }, include: ["src"] });
}

/** The large project on the disk, with this package as it is built in its `node_modules`. */
export function writeProject() {
  const folder = mkdtempSync(join(tmpdir(), "dbsql-bench-"));
  const files = [...largeProject().files, ["tsconfig.json", configOf()]];
  for (const [name, text] of files) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  const own = join(folder, "node_modules/dbsql");
  for (const name of ["package.json", "bin", "plugin", "dist"])
    cpSync(join(root, name), join(own, name), { recursive: true });
  const { dependencies } = createRequire(import.meta.url)("../../../package.json");
  for (const name of ["@types", "undici-types", ...Object.keys(dependencies)]) {
    mkdirSync(dirname(join(folder, "node_modules", name)), { recursive: true });
    symlinkSync(join(root, "node_modules", name), join(folder, "node_modules", name));
  }
  return folder;
}

/** Makes one line of TypeScript the project's own. Answers its folder. */
export function useTypeScript(folder, line) {
  const typescript = dirname(createRequire(import.meta.url).resolve(`${typescripts[line]}/package.json`));
  rmSync(join(folder, "node_modules/typescript"), { force: true });
  symlinkSync(typescript, join(folder, "node_modules/typescript"));
  return typescript;
}
