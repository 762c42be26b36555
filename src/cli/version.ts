import { readFile } from "node:fs/promises";
import { ConfigError } from "../errors/index.js";

/** The version in the nearest package.json of this package: the depth differs between `src` and `dist`. */
export async function readVersion(): Promise<string> {
  for (let folder = new URL(".", import.meta.url); ; folder = new URL("..", folder)) {
    const text = await readFile(new URL("package.json", folder), "utf8").catch(() => undefined);
    const manifest: unknown = text === undefined ? undefined : JSON.parse(text);
    if (typeof manifest === "object" && manifest !== null && "version" in manifest) return String(manifest.version);
    if (folder.pathname === "/" || folder.href === new URL("..", folder).href) {
      throw new ConfigError("This installation of dbsql has no package.json. Install it again: `npm install dbsql`.");
    }
  }
}
