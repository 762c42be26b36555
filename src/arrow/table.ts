import type { RecordBatch, Table } from "apache-arrow";

/**
 * The batches of a result as one apache-arrow Table, each taken over while the next is on its way. The package is loaded
 * here, and not before.
 *
 * @param batches complete IPC streams of one schema, as a `BatchReader` has checked them: apache-arrow itself takes a
 * cut-off stream for an empty one
 */
export async function toArrowTable(batches: Iterable<Uint8Array> | AsyncIterable<Uint8Array>): Promise<Table> {
  const loading = import("apache-arrow");
  const parts: RecordBatch[] = [];
  let empty: Table | undefined;
  for await (const ipc of batches) {
    const arrow = await loading;
    const opened = arrow.RecordBatchReader.from(ipc).open();
    parts.push(...opened);
    empty ??= new arrow.Table(opened.schema);
  }
  const { Table } = await loading;
  // One Table of all parts: joining tables in turn copies the list of parts each time.
  return parts.length === 0 ? (empty ?? new Table()) : new Table(parts);
}
