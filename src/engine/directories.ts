import { homedir } from "node:os";
import { isAbsolute, join } from "node:path";

/** Downloads: may be deleted at any time. The XDG specification tells to ignore relative values. */
export function cacheDirectory(env: NodeJS.ProcessEnv): string {
  return env.DBSQL_CACHE_DIR || join(base(env, "XDG_CACHE_HOME", ".cache", "LOCALAPPDATA"), "dbsql");
}

/** What engines keep: pid files, logs, tables. */
export function stateDirectory(env: NodeJS.ProcessEnv): string {
  return env.DBSQL_STATE_DIR || join(base(env, "XDG_STATE_HOME", join(".local", "state"), "LOCALAPPDATA"), "dbsql");
}

function base(env: NodeJS.ProcessEnv, xdg: string, fallback: string, windows: string): string {
  const set = env[xdg];
  if (set !== undefined && isAbsolute(set)) return set;
  const local = process.platform === "win32" ? env[windows] : undefined;
  return local || join(homedir(), fallback);
}
