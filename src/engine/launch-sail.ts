/** Catalogs of Sail: `main` for three-part names as on Databricks, `sail` for names without a catalog. */
const catalogs = ["main", "sail"]
  .map((name) => `{name="${name}",type="memory",initial_database=["default"]}`)
  .join(",");

const tenYearsInSeconds = 315_360_000;

export const sailEnvironment: Readonly<Record<string, string>> = {
  SAIL_CATALOG__LIST: `[${catalogs}]`,
  SAIL_CATALOG__DEFAULT_CATALOG: "sail",
  // Tables live in the session, and Sail drops a session that was idle for this long (15 minutes unless told).
  SAIL_SPARK__SESSION_TIMEOUT_SECS: String(tenYearsInSeconds),
};

/** Arguments of the Python that holds Sail. */
export function sailArguments(port: number): string[] {
  return ["-m", "pysail", "spark", "server", "--ip", "127.0.0.1", "--port", String(port)];
}

/**
 * Sail's tables belong to one session of one user: every program that shares them must say the same two names.
 * @param sessionId - a UUID
 */
export function sailRemote(port: number, sessionId: string): string {
  return `sc://127.0.0.1:${port}/;user_id=dbsql;session_id=${sessionId}`;
}
