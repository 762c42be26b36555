import type { Table } from "apache-arrow";
import { ArgumentError, LimitError } from "../errors/index.js";
import type { Relation } from "../plan/index.js";
import type { ExecuteOptions, Executor, ResultBatch, ResultStream } from "./executor.js";
import type { CollectOptions } from "./options.js";

/** Takes all batches of a result, under the limit of the options. */
async function takeAll(
  stream: ResultStream,
  { maxResultBytes }: CollectOptions,
  take: (batch: ResultBatch) => void,
): Promise<void> {
  if (maxResultBytes !== undefined && !(maxResultBytes >= 0)) {
    throw new ArgumentError(`maxResultBytes takes a number of bytes, not ${maxResultBytes}.`, {
      errorClass: "DBSQL_BAD_OPTION",
    });
  }
  let bytes = 0;
  for await (const batch of stream) {
    bytes += batch.ipc.byteLength;
    if (maxResultBytes !== undefined && bytes > maxResultBytes) throw tooLarge(maxResultBytes);
    take(batch);
  }
}

function tooLarge(limit: number): LimitError {
  return new LimitError(
    `The result is larger than maxResultBytes, ${limit} bytes. Read it with \`for await\`, which keeps one batch in memory, add a LIMIT, or raise maxResultBytes.`,
    { errorClass: "DBSQL_RESULT_TOO_LARGE" },
  );
}

/** All rows, as the batches make them. */
export async function collectRows(
  executor: Executor,
  plan: Relation,
  options: CollectOptions,
): Promise<Record<string, unknown>[]> {
  const chunks: Record<string, unknown>[][] = [];
  await takeAll(executor.execute(plan, options), options, (batch) => chunks.push(batch.rows()));
  return chunks.length === 1 ? chunks[0]! : chunks.flat();
}

/** The whole result as one Table of apache-arrow. */
export async function arrowTable(executor: Executor, plan: Relation, options: CollectOptions): Promise<Table> {
  const { TableBuilder } = await import("../arrow/index.js");
  const table = new TableBuilder();
  await takeAll(executor.execute(plan, options), options, (batch) => table.add(batch));
  return table.finish();
}

/** How many rows come back; none is decoded. */
export async function countRows(executor: Executor, plan: Relation, options: ExecuteOptions): Promise<number> {
  let rows = 0;
  for await (const batch of executor.execute(plan, options)) rows += batch.rowCount;
  return rows;
}

/** The first column of the first row, for plans that answer with one value. */
export async function singleValue(executor: Executor, plan: Relation, options: ExecuteOptions): Promise<unknown> {
  for await (const batch of executor.execute(plan, options)) {
    if (batch.rowCount > 0) return batch.arrays()[0]![0];
  }
  return undefined;
}
