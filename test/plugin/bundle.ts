import { existsSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { rolldown } from "rolldown";

const root = fileURLToPath(new URL("../..", import.meta.url));

interface Bundle {
  readonly file: string;
  remove(): void;
}

/** The plugin as `npm run build` makes it: one CommonJS file, which is all that TypeScript's server can load. */
export const bundlePlugin = (): Promise<Bundle> => bundle("plugin/index.ts", "index.cjs");

/** What a thread of a check runs. */
export const bundleThread = (): Promise<Bundle> => bundle("plugin/hosts/inspect-thread.ts", "inspect-thread.js");

/** One file, put where the packages that it imports can be found. */
async function bundle(input: string, name: string): Promise<Bundle> {
  const cache = join(root, "node_modules/.cache");
  if (!existsSync(cache)) mkdirSync(cache, { recursive: true });
  const folder = mkdtempSync(join(cache, "dbsql-plugin-"));
  const file = join(folder, name);
  const build = await rolldown({ input: join(root, input), platform: "node", logLevel: "silent" });
  const how = name.endsWith(".cjs") ? ({ format: "cjs", exports: "default" } as const) : ({ format: "esm" } as const);
  await build.write({ file, ...how, codeSplitting: false });
  await build.close();
  return { file, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
