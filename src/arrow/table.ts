import type { Table } from "apache-arrow";

const endMark = Uint8Array.of(255, 255, 255, 255, 0, 0, 0, 0);

/**
 * Makes one apache-arrow Table of the batches of a result, which come as complete IPC streams of their own, checked by a
 * `BatchReader`: apache-arrow itself takes a cut-off stream for an empty one.
 *
 * The bytes are kept as they come, and read as one stream when all are there: to read in between means many small
 * objects for each garbage collection of the bytes that pass through, which doubles the cost of the whole.
 */
export class TableBuilder {
  /** Messages of one stream, each with its mark: a schema, then batches. */
  readonly #messages: Uint8Array[] = [];
  #schema: Uint8Array | undefined;
  /** Loaded while the query runs; that it cannot be is told by `finish`. */
  readonly #library = import("apache-arrow");

  constructor() {
    this.#library.catch(() => undefined);
  }

  add(ipc: Uint8Array): void {
    const schemaEnd = 8 + new DataView(ipc.buffer, ipc.byteOffset).getInt32(4, true);
    const schema = ipc.subarray(0, schemaEnd);
    if (this.#schema === undefined || Buffer.compare(schema, this.#schema) !== 0) {
      this.#schema = new Uint8Array(schema);
      this.#messages.push(this.#schema);
    }
    const bytes = ipc.subarray(schemaEnd, ipc.length - endMark.length);
    // Columns must lie at aligned addresses, where those of a small message are not.
    const batches = bytes.byteOffset % 8 === 0 ? bytes : new Uint8Array(bytes);
    if (batches.length > 0) this.#messages.push(batches);
  }

  /** The table of all that was added; without any, one without columns. */
  async finish(): Promise<Table> {
    const { RecordBatchReader, Table } = await this.#library;
    if (this.#schema === undefined) return new Table();
    const reader = RecordBatchReader.from([...this.#messages, endMark]).open();
    const batches = [...reader];
    return batches.length === 0 ? new Table(reader.schema) : new Table(batches);
  }
}
