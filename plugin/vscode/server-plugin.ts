import { realpathSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type TypeScript from "typescript";
import bundled from "../index.js";

type Plugin = typeof bundled;
type Modules = Parameters<Plugin>[0];

/**
 * The plugin that the extension brings. A project with a `dbsql` of its own is served by that one: what the editor says
 * is then what the project's `dbsql check` says.
 */
export default function init(modules: Modules): TypeScript.server.PluginModule {
  return {
    create: (info) => {
      const own = installedIn(info.project.getCurrentDirectory(), (error) => {
        info.project.projectService.logger.info(`dbsql: the project's own plugin was not loaded: ${error}`);
      });
      return (own ?? bundled)(modules).create(info);
    },
  };
}

function installedIn(folder: string, failed: (error: unknown) => void): Plugin | undefined {
  const require = createRequire(join(folder, "package.json"));
  let file: string;
  try {
    // By its folder and not by its name, as TypeScript's server finds plugins.
    file = require.resolve(join(dirname(require.resolve("dbsql/package.json")), "plugin"));
  } catch {
    return undefined;
  }
  try {
    return realpathSync(file) === realpathSync(__filename) ? undefined : (require(file) as Plugin);
  } catch (error) {
    failed(error);
    return undefined;
  }
}
