import { homedir } from "node:os";
import { isAbsolute, join } from "node:path";

/**
 * The user's cache folder of this project. The XDG specification tells to ignore relative values.
 *
 * @param {NodeJS.ProcessEnv} env
 */
export function cacheDirectory(env = process.env) {
  if (env.DBSQL_CACHE_DIR) return env.DBSQL_CACHE_DIR;
  const xdg = env.XDG_CACHE_HOME;
  return join(xdg && isAbsolute(xdg) ? xdg : join(homedir(), ".cache"), "dbsql");
}
