import { existsSync, readFileSync, statSync } from "node:fs";
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

/** Who notes what is asked of the disk. */
export interface Noting {
  text(path: string, text: string | undefined): string | undefined;
  isFile(path: string, is: boolean): boolean;
}

const nobody: Noting = { text: (_, text) => text, isFile: (_, is) => is };

/** The files of the disk, each read once: for a check, which sees one moment. */
export function filesOnDisk(noting: Noting = nobody): Files {
  const texts = new Map<string, string | undefined>();
  const read = (path: string): string | undefined => {
    if (!texts.has(path)) texts.set(path, noting.text(path, readText(path)));
    return texts.get(path);
  };
  return {
    read: (path) => {
      const text = read(path);
      return text === undefined ? undefined : { text, version: "disk" };
    },
    version: (path) => (read(path) === undefined ? undefined : "disk"),
    exists: (path) =>
      texts.get(path) !== undefined ||
      noting.isFile(path, statSync(path, { throwIfNoEntry: false })?.isFile() === true),
  };
}

/** The nearest folder, this one or one above, in which there is something of the name. */
export function nearestFolder(folder: string, name: string): string | undefined {
  if (existsSync(join(folder, name))) return folder;
  const above = dirname(folder);
  return above === folder ? undefined : nearestFolder(above, name);
}

const names = new Map<string, string | undefined>();

/** The name of the package that a file belongs to. */
export function packageNameOf(path: string): string | undefined {
  const folder = dirname(path);
  if (names.has(folder)) return names.get(folder);
  const text = readText(join(folder, "package.json"));
  const name = text === undefined ? undefined : nameIn(text);
  const found = name ?? (dirname(folder) === folder ? undefined : packageNameOf(folder));
  names.set(folder, found);
  return found;
}

function nameIn(manifest: string): string | undefined {
  try {
    const { name } = JSON.parse(manifest) as { readonly name?: unknown };
    return typeof name === "string" ? name : undefined;
  } catch {
    return undefined;
  }
}
