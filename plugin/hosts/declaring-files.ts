import { existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { defaultFolder, readSettings, settingsFiles } from "../../src/schema/index.js";
import { isOurs } from "../inject/module-path.js";
import { mayDeclare } from "../inject/session-variables.js";

/** How many files are read at a time. */
const abreast = 16;

/** Of a folder with more files than this, the first are enough: it may be a whole disk. */
const most = 20_000;

/**
 * The TypeScript files of a project whose text may declare session variables. Reads each once, beside other work, for
 * hosts that see of a project only what an editor has open.
 *
 * @param root the folder of the settings: a folder below with settings of its own is another project
 */
export async function declaringFiles(
  project: string,
  root: string,
  signal: AbortSignal,
  found: (path: string) => void,
): Promise<void> {
  let left = most;
  const waiting = [project];
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    const entries = await readdir(next, { withFileTypes: true }).catch(() => []);
    if (next !== project && entries.some(({ name }) => marks.has(name)) && isOthers(next, root)) continue;
    const files: string[] = [];
    for (const entry of entries) {
      const path = join(next, entry.name).replaceAll("\\", "/");
      if (entry.isDirectory()) {
        if (entry.name !== "node_modules" && !entry.name.startsWith(".")) waiting.push(path);
      } else if (entry.isFile() && isOurs(path)) files.push(path);
    }
    for (let at = 0; at < files.length; at += abreast) {
      const some = files.slice(at, at + abreast);
      const texts = await Promise.all(some.map((path) => readFile(path, "utf8").catch(() => "")));
      if (signal.aborted) return;
      some.forEach((path, i) => {
        if (mayDeclare(texts[i]!)) found(path);
      });
    }
    left -= entries.length;
    if (left < 0 || signal.aborted) return;
  }
}

const marks: ReadonlySet<string> = new Set([defaultFolder, ...settingsFiles]);

/**
 * The folder of a project, by that of its settings: where there are none, that is the folder of the first file, and the
 * project is around it.
 */
export function projectFolder(root: string): string {
  for (let folder = root; dirname(folder) !== folder; folder = dirname(folder)) {
    if ([...marks, "tsconfig.json"].some((name) => existsSync(join(folder, name)))) return folder;
  }
  return root;
}

/** Whether a folder has settings of its own, and so a project of its own. */
function isOthers(folder: string, root: string): boolean {
  try {
    const found = readSettings(folder).root;
    return found !== root && found.startsWith(folder);
  } catch {
    return true;
  }
}
