import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { replaceFile, stampOf } from "../../src/schema/index.js";
import { nearestFolder } from "./disk.js";

/**
 * Where a program keeps a file for its next run: in `node_modules/.cache/dbsql` as is the custom of such tools, ignored
 * by git, and gone with the packages. Undefined where there is no `node_modules` to put it in.
 *
 * @param root the folder of the settings
 */
export function cachedFile(root: string, name: string): string | undefined {
  const folder = nearestFolder(root, "node_modules");
  return folder === undefined ? undefined : join(folder, "node_modules", ".cache", "dbsql", name);
}

/** What the same build of this package has written there, of which the reader has to expect anything. */
export function readCached(path: string): unknown {
  try {
    const { build: of, content } = JSON.parse(readFileSync(path, "utf8")) as { build: unknown; content: unknown };
    return of === build() ? content : undefined;
  } catch {
    // None yet, or none that can be read.
    return undefined;
  }
}

/** Where it cannot be written, the next run starts from nothing, as the first. */
export async function writeCached(path: string, content: unknown): Promise<void> {
  try {
    await replaceFile(path, JSON.stringify({ build: build(), content }));
  } catch {
    // A folder that cannot be written costs time and nothing else.
  }
}

/** What texts are told apart by in such a file. */
export function digest(text: string): string {
  return createHash("sha256").update(text).digest("base64url").slice(0, 22);
}

/** Said by `npm run build`, of all that the answers depend on. */
declare const DBSQL_BUILD: string | undefined;

/** The program itself is what every answer depends on: another build may have known less. */
function build(): string {
  return typeof DBSQL_BUILD === "string" ? DBSQL_BUILD : stampOf(fileURLToPath(import.meta.url));
}
