import type { Data, DataType, Field, RecordBatch, Schema, Table } from "apache-arrow";
import type { ArrowSchema } from "./framing.js";
import { writeStream } from "./inflate.js";
import { contentOf, type DecodedBatch, type Part } from "./reader.js";
import type { Vector } from "./vector.js";

type Library = typeof import("apache-arrow");

/**
 * Makes one apache-arrow Table of the batches of a result.
 *
 * Its columns lie on the bytes that came, at the places that the `BatchReader` has checked: apache-arrow's own reader
 * takes a cut-off stream for an empty one, and a few microseconds for each piece of each message, which is a tenth of the
 * client's part of a large result. Nothing is made before all batches are there: small objects that live while bytes pass
 * through cost each garbage collection of these bytes.
 */
export class TableBuilder {
  readonly #batches: { readonly schema: ArrowSchema; readonly part: Part }[] = [];
  #schema: ArrowSchema | undefined;
  /** Loaded while the query runs; that it cannot be is told by `finish`. */
  readonly #library = import("apache-arrow");

  constructor() {
    this.#library.catch(() => undefined);
  }

  /** @param batch of a `BatchReader` */
  add(batch: DecodedBatch): void {
    const { arrow, parts } = contentOf(batch);
    this.#schema ??= arrow;
    for (const part of parts) this.#batches.push({ schema: arrow, part });
  }

  /** The table of all that was added; without any, one without columns. */
  async finish(): Promise<Table> {
    const library = await this.#library;
    if (this.#schema === undefined) return new library.Table();
    const schema = schemaOf(library, this.#schema);
    const schemas = new Map([[this.#schema, schema]]);
    const batches = this.#batches.map((batch) => {
      const own = schemas.get(batch.schema) ?? schemaOf(library, batch.schema);
      schemas.set(batch.schema, own);
      return batchOf(library, own, batch.part);
    });
    return batches.length === 0 ? new library.Table(schema) : new library.Table(batches);
  }
}

function schemaOf({ RecordBatchReader }: Library, schema: ArrowSchema): Schema {
  return RecordBatchReader.from(writeStream(schema, [])).open().schema;
}

function batchOf(library: Library, schema: Schema, { rows, vectors }: Part): RecordBatch {
  const type = new library.Struct(schema.fields);
  const children = childrenOf(library, schema.fields, vectors);
  return new library.RecordBatch(schema, library.makeData({ type, length: rows, nullCount: 0, children }));
}

function childrenOf(library: Library, fields: readonly Field[], vectors: readonly Vector[]): Data[] {
  return vectors.map((vector, i) => dataOf(library, fields[i]!.type, vector));
}

const noBitmap = new Uint8Array();

/** `makeData` takes of these what the type has: columns of any type are NULLs, offsets, values and children. */
function dataOf(library: Library, type: DataType, vector: Vector): Data {
  const { length, nulls, at, sizes, body } = vector;
  const { buffer, start } = body.aligned;
  const bytes = (i: number, size = sizes[i]!): Uint8Array => new Uint8Array(buffer, start + at[i]!, size);
  const children = childrenOf(library, type.children ?? [], vector.children);
  const [first] = children;
  const hasOffsets = at.length === 3 || (at.length === 2 && first !== undefined);
  return library.makeData({
    type,
    length,
    nullCount: nulls,
    nullBitmap: nulls > 0 && at.length > 0 ? bytes(0, Math.ceil(length / 8)) : noBitmap,
    ...(hasOffsets && { valueOffsets: bytes(1) }),
    ...(at.length > 1 && first === undefined && { data: bytes(at.length - 1) }),
    ...(first !== undefined && { child: first }),
    children,
  } as never);
}
