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
  let restore: Current | undefined;
  const close = async (): Promise<void> => {
    try {
      // The session may be one that was named in SPARK_REMOTE, to share it.
      if (restore !== undefined) await moveTo(spark, restore);
    } finally {
      await spark.stop();
    }
  };
  try {
    if (catalog !== undefined || schema !== undefined) {
      const found = await spark.sql`SELECT current_catalog() AS c, current_schema() AS s`.first({ signal });
      const before: Current = { catalog: String(found?.c), schema: String(found?.s) };
      const wanted: Current = { catalog: catalog ?? before.catalog, schema: schema ?? before.schema };
      // Unqualified names mean on the server what the settings say that they mean.
      if (wanted.catalog !== before.catalog || wanted.schema !== before.schema) {
        restore = before;
        await moveTo(spark, wanted);
      }
    }
  } catch (error) {
    await close();
    throw error;
  }
  const { owner } = spark.range(0)[relationOf]();
  return { executor: owner as Executor, close };
}

interface Current {
  readonly catalog: string;
  readonly schema: string;
}

async function moveTo(spark: DatabricksSession, { catalog, schema }: Current): Promise<void> {
  await spark.sql(`USE ${quoteIfNeeded(catalog)}.${quoteIfNeeded(schema)}`);
}
