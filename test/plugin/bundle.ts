import { existsSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { rolldown } from "rolldown";

const root = fileURLToPath(new URL("../..", import.meta.url));

/**
 * The plugin as `npm run build` makes it: one CommonJS file, which is all that TypeScript's server can load. It is put
 * where the packages that it imports can be found.
 */
export async function bundlePlugin(): Promise<{ readonly file: string; remove(): void }> {
  const cache = join(root, "node_modules/.cache");
  if (!existsSync(cache)) mkdirSync(cache, { recursive: true });
  const folder = mkdtempSync(join(cache, "dbsql-plugin-"));
  const file = join(folder, "index.cjs");
  const build = await rolldown({ input: join(root, "plugin/index.ts"), platform: "node", logLevel: "silent" });
  await build.write({ file, format: "cjs", exports: "default", codeSplitting: false });
  await build.close();
  return { file, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
