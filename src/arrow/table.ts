import type { RecordBatch, Table } from "apache-arrow";
import { openStream } from "./reader.js";

/**
 * The batches of a result as one apache-arrow Table. They are checked first, as apache-arrow takes a cut-off stream for
 * an empty one; the package is loaded here, and not before.
 *
 * @param batches complete IPC streams of one schema
 * @throws ProtocolError when the bytes break the format
 */
export async function toArrowTable(batches: readonly Uint8Array[]): Promise<Table> {
  const arrow = await import("apache-arrow");
  const reader = openStream();
  const parts: RecordBatch[] = [];
  let empty: Table | undefined;
  for (const ipc of batches) {
    const opened = arrow.RecordBatchReader.from(reader.read(ipc).ipc).open();
    parts.push(...opened);
    empty ??= new arrow.Table(opened.schema);
  }
  // One Table of all parts: joining tables in turn copies the list of parts each time.
  return parts.length === 0 ? (empty ?? new arrow.Table()) : new arrow.Table(parts);
}
