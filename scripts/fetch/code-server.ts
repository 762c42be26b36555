import { existsSync } from "node:fs";
import { join } from "node:path";
import { FetchFailure } from "./failure.js";
import { installLocked, installPackages } from "./npm-packages.js";

export interface CodeServer {
  /** The Node that it demands, whatever Node the tests run on. */
  readonly node: string;
  readonly entry: string;
  /** The folder of the extensions that come with VS Code. */
  readonly extensions: string;
}

/**
 * VS Code with a web page for a window: the whole program, its own TypeScript server included.
 *
 * @throws FetchFailure when it cannot be fetched, or there is no Node 24 for the machine
 */
export async function installCodeServer(): Promise<CodeServer> {
  // Its own installation script does the same, and builds native modules that nobody here needs.
  const directory = await installPackages("code-server", async (beside) => {
    const vscode = join(beside, "node_modules/code-server/lib/vscode");
    await installLocked(vscode);
    await installLocked(join(vscode, "extensions"));
  });
  const modules = join(directory, "node_modules");
  return {
    node: nodeOf(modules),
    entry: join(modules, "code-server/out/node/entry.js"),
    extensions: join(modules, "code-server/lib/vscode/extensions"),
  };
}

function nodeOf(modules: string): string {
  const fetched = join(modules, `node-${process.platform}-${process.arch}/bin/node`);
  if (existsSync(fetched)) return fetched;
  if (Number.parseInt(process.versions.node, 10) >= 24) return process.execPath;
  throw new FetchFailure("VS Code needs Node 24", `there is no package of it for ${process.platform} ${process.arch}`);
}
