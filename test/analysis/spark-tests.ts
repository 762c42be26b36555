import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

/** Files of Spark's own tests, by name: pinned, checksummed, cached, never committed. */
export async function sparkTests(names: RegExp): Promise<ReadonlyMap<string, string>> {
  const script = fileURLToPath(new URL("../../scripts/fetch/spark-tests.mjs", import.meta.url));
  const { stdout } = await promisify(execFile)(process.execPath, [script, names.source], { maxBuffer: 1 << 26 });
  const files = Object.entries(JSON.parse(stdout) as Readonly<Record<string, string>>);
  return new Map(files.sort(([a], [b]) => a.localeCompare(b, "en", { numeric: true })));
}
