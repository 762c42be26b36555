import { type FSWatcher, readdirSync, watch } from "node:fs";
import { join } from "node:path";
import type { Settings } from "../../src/schema/index.js";

/** Longer than the cache's reader waits before it looks at its files again. */
const settled = 700;

/**
 * Tells when the schema cache or the settings of a project may be others, for hosts whom nobody asks meanwhile. Keeps no
 * process alive.
 *
 * @returns ends it
 */
export function watchCache(settings: () => Settings, changed: () => void): () => void {
  let watchers: FSWatcher[] = [];
  let timer: NodeJS.Timeout | undefined;
  let seen = "";
  const close = (): void => {
    for (const one of watchers.splice(0)) one.close();
  };
  const later = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      open();
      changed();
    }, settled).unref();
  };
  const open = (): void => {
    const folders = foldersOf(settings());
    if (folders.join("\0") === seen) return;
    seen = folders.join("\0");
    close();
    watchers = folders.flatMap((folder) => {
      try {
        const one = watch(folder, { persistent: false }, later);
        // A folder that goes away is told by the one above it.
        one.on("error", () => one.close());
        return [one];
      } catch {
        return [];
      }
    });
  };
  open();
  return () => {
    clearTimeout(timer);
    close();
  };
}

/** The folder of the settings, that of the cache, and each catalog's: no deeper, and nothing else of the project. */
function foldersOf({ root, schemas }: Settings): string[] {
  try {
    const catalogs = readdirSync(schemas, { withFileTypes: true }).filter((one) => one.isDirectory());
    return [
      root,
      schemas,
      ...catalogs.filter(({ name }) => !name.startsWith(".")).map(({ name }) => join(schemas, name)),
    ];
  } catch {
    return [root];
  }
}
