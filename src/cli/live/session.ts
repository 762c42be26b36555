import { setMaxListeners } from "node:events";
import type { Executor } from "../../dataframe/index.js";
import { DatabricksSession } from "../../index.js";
import { relationOf } from "../../sql/index.js";
import { quoteIfNeeded } from "../../types/index.js";

/** The session that the environment configures, as asking for schemas needs it. */
export async function openLive(
  { catalog, schema }: { readonly catalog?: string | undefined; readonly schema?: string | undefined },
  signal: AbortSignal,
): Promise<{ readonly executor: Executor; readonly close: () => Promise<void> }> {
  // Every question in flight listens for Ctrl-C: Node would take as many for a leak.
  setMaxListeners(0, signal);
  const spark = await DatabricksSession.builder.create({ signal });
  let restore: string | undefined;
  const close = async (): Promise<void> => {
    try {
      // The session may be one that was named in SPARK_REMOTE, to share it.
      if (restore !== undefined) await spark.sql(restore);
    } finally {
      await spark.stop();
    }
  };
  try {
    const current = [catalog, schema].filter((name) => name !== undefined).map(quoteIfNeeded);
    // Unqualified names mean on the server what the settings say that they mean.
    if (current.length > 0) {
      const before = await spark.sql`SELECT current_catalog() AS c, current_schema() AS s`.first({ signal });
      restore = `USE ${quoteIfNeeded(String(before?.c))}.${quoteIfNeeded(String(before?.s))}`;
      await spark.sql(`USE ${current.join(".")}`);
    }
  } catch (error) {
    await close();
    throw error;
  }
  const { owner } = spark.range(0)[relationOf]();
  return { executor: owner as Executor, close };
}
