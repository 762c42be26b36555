import { readFileSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Files } from "../inject/workspace.js";

/** The text of a file as TypeScript reads it: without a byte order mark. */
export function readText(path: string): string | undefined {
  try {
    const bytes = readFileSync(path);
    if (bytes[0] === 0xff && bytes[1] === 0xfe) return bytes.toString("utf16le", 2);
    if (bytes[0] === 0xfe && bytes[1] === 0xff) return Buffer.from(bytes.subarray(2)).swap16().toString("utf16le");
    return bytes.toString("utf8").replace(/^\ufeff/, "");
  } catch {
    return undefined;
  }
}

/** The files of the disk, each read once: for a check, which sees one moment. */
export function filesOnDisk(): Files {
  const texts = new Map<string, string | undefined>();
  const read = (path: string): string | undefined => {
    if (!texts.has(path)) texts.set(path, readText(path));
    return texts.get(path);
  };
  return {
    read: (path) => {
      const text = read(path);
      return text === undefined ? undefined : { text, version: "disk" };
    },
    version: (path) => (read(path) === undefined ? undefined : "disk"),
    exists: (path) => texts.get(path) !== undefined || statSync(path, { throwIfNoEntry: false })?.isFile() === true,
  };
}

interface Manifest {
  readonly name: string;
  readonly version: string | undefined;
}

const manifests = new Map<string, Manifest | undefined>();

/** The package that a file belongs to: of the nearest manifest with a name. */
export function packageOf(path: string): Manifest | undefined {
  const folder = dirname(path);
  if (manifests.has(folder)) return manifests.get(folder);
  const text = readText(join(folder, "package.json"));
  const own = text === undefined ? undefined : manifestIn(text);
  const found = own ?? (dirname(folder) === folder ? undefined : packageOf(folder));
  manifests.set(folder, found);
  return found;
}

function manifestIn(text: string): Manifest | undefined {
  try {
    const { name, version } = JSON.parse(text) as { readonly name?: unknown; readonly version?: unknown };
    if (typeof name !== "string") return undefined;
    return { name, version: typeof version === "string" ? version : undefined };
  } catch {
    return undefined;
  }
}
