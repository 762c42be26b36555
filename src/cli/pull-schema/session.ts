import { setMaxListeners } from "node:events";
import type { CatalogSession, Row } from "../../schema/pull/index.js";

interface PullSession {
  readonly catalog: CatalogSession;
  /** Its `spark.sql.ansi.enabled`, where the server tells it. */
  readonly ansi: () => Promise<boolean>;
  readonly close: () => Promise<void>;
}

/**
 * The session that the environment configures, as reading a catalog needs it. The wire is loaded here: `--help` does
 * without.
 */
export async function openSession(signal: AbortSignal): Promise<PullSession> {
  const { DatabricksSession } = await import("../../index.js");
  // Every statement in flight listens for Ctrl-C: Node would take as many for a leak.
  setMaxListeners(0, signal);
  const spark = await DatabricksSession.builder.getOrCreate({ signal });
  return {
    catalog: {
      rows: async (sql, args) => (await spark.sql(sql, args ?? {}).collect({ signal })) as readonly Row[],
      columns: (name) => spark.table(name).schema({ signal }),
    },
    ansi: async () => (await spark.conf.get("spark.sql.ansi.enabled", "true").catch(() => "true")) !== "false",
    close: () => spark.stop(),
  };
}
