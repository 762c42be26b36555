import { ProtocolError, SparkError } from "../errors/index.js";
import type { StructType } from "../types/index.js";
import { Body } from "./body.js";
import { decodersOf, type Naming } from "./decoder.js";
import { type ArrowSchema, type RawBatch, readStream } from "./framing.js";
import { inflate, writeStream } from "./inflate.js";
import { malformed } from "./malformed.js";
import { RowShape } from "./row-shape.js";
import { sparkSchemaOf } from "./spark-type.js";
import { assemble, type BatchLimits, defaultLimits, type Vector } from "./vector.js";

/** One batch of a result, checked; values are made when they are asked for, anew at each call. */
export interface DecodedBatch {
  readonly rowCount: number;
  readonly schema: StructType;
  /** The batch as one complete Arrow IPC stream, decompressed where the server compressed it. */
  readonly ipc: Uint8Array;
  /**
   * Rows as objects keyed by column name.
   *
   * @throws ArgumentError when two columns, or two fields of a struct, share a name
   */
  rows(): Record<string, unknown>[];
  /** Rows as arrays in column order; a struct whose fields share a name is an array too. */
  arrays(): unknown[][];
}

export interface BatchReader {
  /**
   * Checks one Arrow IPC stream whole: framing, lengths, offsets, NULL counts, and that it has `rowCount` rows, where
   * that is given.
   *
   * @throws ProtocolError when the bytes break the format, LimitError when the batch would take too much memory,
   * UnsupportedError when it is compressed in a way that this platform cannot read
   */
  read(ipc: Uint8Array, rowCount?: number): DecodedBatch;
}

export interface StreamOptions {
  /** The SQL schema that the server sent beside the batches; taken from the Arrow schema when not given. */
  readonly schema?: StructType | undefined;
  readonly limits?: Partial<BatchLimits> | undefined;
}

/** A reader of the batches of one result. `ensureTemporal()` must have been awaited before rows are made. */
export function openStream(options: StreamOptions = {}): BatchReader {
  return new StreamReader(options.schema, { ...defaultLimits, ...options.limits });
}

/** What follows from a schema, kept from batch to batch. */
interface Known {
  readonly arrow: ArrowSchema;
  readonly schema: StructType;
  readonly decoders: Map<Naming, Decoders>;
}
type Decoders = ReturnType<typeof decodersOf>;

class StreamReader implements BatchReader {
  readonly #schema: StructType | undefined;
  readonly #limits: BatchLimits;
  #known: Known | undefined;
  #shape: RowShape | undefined;

  constructor(schema: StructType | undefined, limits: BatchLimits) {
    this.#schema = schema;
    this.#limits = limits;
  }

  read(ipc: Uint8Array, rowCount?: number): DecodedBatch {
    return guarded(() => {
      const stream = readStream(ipc, this.#known?.arrow);
      const known = this.#knowledge(stream.schema);
      const batches = stream.batches.map((batch) => inflate(batch, this.#limits.maxInflatedBytes));
      const parts = batches.map((batch) => this.#check(known, batch));
      const rows = parts.reduce((sum, part) => sum + part.rows, 0);
      if (rowCount !== undefined && rows !== rowCount) {
        throw new ProtocolError(`The server announced a batch of ${rowCount} rows and sent ${rows}.`, {
          errorClass: "DBSQL_ROW_COUNT_MISMATCH",
        });
      }
      const compressed = stream.batches.some((batch) => batch.codec !== undefined);
      return new CheckedBatch({
        ipc: compressed ? writeStream(known.arrow, batches) : ipc,
        rowCount: rows,
        schema: known.schema,
        arrow: known.arrow,
        parts,
        decoders: (naming) => this.#decoders(known, naming),
        shape: () => this.#rowShape(known),
      });
    });
  }

  #knowledge(arrow: ArrowSchema): Known {
    if (this.#known?.arrow !== arrow) {
      const schema = this.#schema ?? sparkSchemaOf(arrow.fields);
      this.#known = { arrow, schema, decoders: new Map() };
      this.#shape = undefined;
    }
    return this.#known!;
  }

  #check(known: Known, batch: RawBatch): Part {
    return { rows: batch.rows, vectors: assemble(known.arrow.fields, batch, new Body(batch.body), this.#limits) };
  }

  #decoders(known: Known, naming: Naming): Decoders {
    let decoders = known.decoders.get(naming);
    if (decoders === undefined) {
      decoders = decodersOf(known.schema, known.arrow.fields, naming);
      known.decoders.set(naming, decoders);
    }
    return decoders;
  }

  #rowShape(known: Known): RowShape {
    this.#shape ??= new RowShape(
      known.schema.fields.map((field) => field.name),
      "The result",
    );
    return this.#shape;
  }
}

/** A record batch, checked. */
export interface Part {
  readonly rows: number;
  readonly vectors: readonly Vector[];
}

interface Checked {
  readonly ipc: Uint8Array;
  readonly rowCount: number;
  readonly schema: StructType;
  /** The same object from batch to batch, while it is the same schema. */
  readonly arrow: ArrowSchema;
  readonly parts: readonly Part[];
  readonly decoders: (naming: Naming) => Decoders;
  readonly shape: () => RowShape;
}

class CheckedBatch implements DecodedBatch {
  readonly ipc: Uint8Array;
  readonly rowCount: number;
  readonly schema: StructType;
  readonly #checked: Checked;

  constructor(checked: Checked) {
    this.ipc = checked.ipc;
    this.rowCount = checked.rowCount;
    this.schema = checked.schema;
    this.#checked = checked;
  }

  rows(): Record<string, unknown>[] {
    return guarded(() => {
      const shape = this.#checked.shape();
      const out: Record<string, unknown>[] = [];
      for (const part of this.#checked.parts) shape.append(this.#columns(part, "by name"), part.rows, out);
      return out;
    });
  }

  arrays(): unknown[][] {
    return guarded(() => {
      const out: unknown[][] = [];
      for (const part of this.#checked.parts) {
        const columns = this.#columns(part, "by position");
        for (let i = 0; i < part.rows; i++) out.push(columns.map((column) => column[i]));
      }
      return out;
    });
  }

  static checked(batch: DecodedBatch): Pick<Checked, "arrow" | "parts"> {
    return (batch as CheckedBatch).#checked;
  }

  #columns(part: Part, naming: Naming): unknown[][] {
    const decoders = this.#checked.decoders(naming);
    return part.vectors.map((vector, i) => decoders[i]!(vector));
  }
}

/** What a batch of a `BatchReader` is made of. */
export const contentOf = CheckedBatch.checked;

/** What the checks of DataView and of typed arrays catch is the server's fault, and said so. */
function guarded<T>(run: () => T): T {
  try {
    return run();
  } catch (error) {
    if (error instanceof SparkError || !(error instanceof RangeError)) throw error;
    throw malformed("a length or offset lies outside the data", error);
  }
}
