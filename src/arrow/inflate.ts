import * as zlib from "node:zlib";
import type { ArrowSchema, RawBatch } from "./framing.js";
import { decodeLz4Frame } from "./lz4.js";
import { malformed, tooLarge, unsupported } from "./malformed.js";

/** Part of Node since 22.15; the types that we build against are older. */
interface ZstdModule {
  readonly zstdDecompressSync?: (data: Uint8Array, options: { readonly maxOutputLength: number }) => Uint8Array;
}

type Decompress = (data: Uint8Array, size: number) => Uint8Array;

/**
 * The batch with its buffers decompressed. Each buffer tells its length first; that much memory is taken, and not a
 * byte more, whatever the data inflates to.
 */
export function inflate(batch: RawBatch, maxBytes: number): RawBatch {
  if (batch.codec === undefined) return batch;
  const decompress = batch.codec === "lz4" ? decodeLz4Frame : zstd();
  const sizes = declaredSizes(batch);
  const total = sizes.reduce((sum, size) => sum + padded(size), 0);
  if (total > maxBytes) {
    throw tooLarge(
      `${total} bytes when decompressed, more than ${maxBytes}`,
      "Lower spark.sql.execution.arrow.maxRecordsPerBatch.",
    );
  }
  const body = new Uint8Array(total);
  const buffers = new Float64Array(batch.buffers.length);
  let at = 0;
  for (const [i, size] of sizes.entries()) {
    const data = batch.body.subarray(batch.buffers[2 * i]!, batch.buffers[2 * i]! + batch.buffers[2 * i + 1]!);
    if (size > 0) body.set(contentOf(data, size, decompress), at);
    buffers[2 * i] = at;
    buffers[2 * i + 1] = size;
    at += padded(size);
  }
  return { ...batch, body, buffers, codec: undefined };
}

/**
 * Decompressed batches, or none, as a stream again. Their messages are kept but for the places that change: how long the body is,
 * where its buffers are, and that they are compressed.
 */
export function writeStream(schema: ArrowSchema, batches: readonly RawBatch[]): Uint8Array {
  const parts = [...framed(schema.bytes), ...batches.flatMap((batch) => [...framed(patched(batch)), batch.body])];
  return Buffer.concat([...parts, Uint8Array.of(255, 255, 255, 255, 0, 0, 0, 0)]);
}

/** A message's mark and length, then the message. */
function framed(message: Uint8Array): Uint8Array[] {
  const head = new DataView(new ArrayBuffer(8));
  head.setInt32(0, -1, true);
  head.setInt32(4, message.length, true);
  return [new Uint8Array(head.buffer), message];
}

function patched({ message, body, buffers }: RawBatch): Uint8Array {
  const bytes = new Uint8Array(message.bytes);
  const view = new DataView(bytes.buffer);
  view.setBigInt64(message.bodyLength, BigInt(body.length), true);
  for (const [i, value] of buffers.entries()) view.setBigInt64(message.buffers + 8 * i, BigInt(value), true);
  view.setUint16(message.compression, 0, true);
  return bytes;
}

const prefix = 8;
const padded = (size: number): number => Math.ceil(size / 8) * 8;

/** A buffer begins with its length when decompressed, or with -1 when it is not compressed after all. */
function declaredSizes({ body, buffers }: RawBatch): number[] {
  const view = new DataView(body.buffer, body.byteOffset, body.byteLength);
  const sizes: number[] = [];
  for (let i = 0; i < buffers.length; i += 2) {
    const length = buffers[i + 1]!;
    if (length === 0) {
      sizes.push(0);
      continue;
    }
    if (length < prefix) throw malformed("a compressed buffer does not tell its length");
    const declared = view.getBigInt64(buffers[i]!, true);
    if (declared < -1n || declared > 2n ** 40n) throw malformed("a compressed buffer tells an impossible length");
    sizes.push(declared === -1n ? length - prefix : Number(declared));
  }
  return sizes;
}

function contentOf(data: Uint8Array, size: number, decompress: Decompress): Uint8Array {
  const content = data.subarray(prefix);
  const plain = new DataView(data.buffer, data.byteOffset).getBigInt64(0, true) === -1n;
  return plain ? content : decompress(content, size);
}

function zstd(): Decompress {
  const { zstdDecompressSync } = zlib as ZstdModule;
  if (zstdDecompressSync === undefined) {
    throw unsupported(
      "its batches are compressed with zstd, which Node.js reads from version 22.15 on",
      "Run a newer Node.js, or set spark.sql.execution.arrow.compression.codec to none or lz4.",
    );
  }
  return (data, size) => {
    let inflated: Uint8Array;
    try {
      inflated = zstdDecompressSync(data, { maxOutputLength: Math.max(size, 1) });
    } catch (cause) {
      throw malformed("a zstd buffer is longer than it says, or broken", cause);
    }
    if (inflated.length !== size) throw malformed("a zstd buffer is shorter than it says");
    return inflated;
  };
}
