import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { ConfigError } from "../../src/errors/index.js";

/** A TypeScript package that is installed. */
export interface TypeScriptPackage {
  readonly folder: string;
  readonly version: string;
  /** Up to 6 there is a compiler in JavaScript; from 7 on a native one, asked over a pipe. */
  readonly line: "classic" | "native";
}

/**
 * The TypeScript that a project uses: the one that `npx tsc` in its folder would start.
 *
 * @throws ConfigError when there is none, or one that is too old
 */
export function findTypeScript(folder: string): TypeScriptPackage {
  const manifest = resolveFrom(folder, "typescript/package.json");
  if (manifest === undefined) {
    throw new ConfigError(
      `There is no TypeScript in ${folder} or above it: run \`npm install --save-dev typescript\`.`,
      {
        errorClass: "DBSQL_NO_TYPESCRIPT",
      },
    );
  }
  return readTypeScript(dirname(manifest));
}

/**
 * The TypeScript package in a folder.
 *
 * @throws ConfigError when it is none, or one that is too old
 */
export function readTypeScript(folder: string): TypeScriptPackage {
  const manifest = join(folder, "package.json");
  const version = existsSync(manifest) ? versionOf(readFileSync(manifest, "utf8")) : undefined;
  if (version === undefined) {
    throw new ConfigError(`${folder} holds no TypeScript package: run \`npm install --save-dev typescript\`.`, {
      errorClass: "DBSQL_NO_TYPESCRIPT",
    });
  }
  const why = unsupported(version, folder);
  if (why !== undefined) throw new ConfigError(why, { errorClass: "DBSQL_TYPESCRIPT_VERSION" });
  return { folder, version, line: Number.parseInt(version, 10) < 7 ? "classic" : "native" };
}

/** Why a TypeScript cannot be used, and what to do; undefined for one that can. */
export function unsupported(version: string, folder?: string): string | undefined {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  if (major === 6 || major === 7 || (major === 5 && minor >= 9)) return undefined;
  const where = folder === undefined ? "" : ` (${folder})`;
  return `TypeScript ${version}${where} is not supported, 5.9 to 7.1 are: run \`npm install --save-dev typescript@latest\`.`;
}

function resolveFrom(folder: string, specifier: string): string | undefined {
  try {
    return createRequire(join(folder, "package.json")).resolve(specifier);
  } catch {
    return undefined;
  }
}

function versionOf(manifest: string): string | undefined {
  try {
    const { version } = JSON.parse(manifest) as { readonly version?: unknown };
    return typeof version === "string" ? version : undefined;
  } catch {
    return undefined;
  }
}
