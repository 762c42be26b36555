import { isAscii, isUtf8 } from "node:buffer";
import { ProtocolError } from "../errors/index.js";
import { blank, type Decode } from "./decode-fixed.js";
import { readOffsets } from "./vector.js";

/** Node's own decoders of one encoding each: several times faster than `toString(encoding)` on short texts. */
interface Slices {
  latin1Slice(start: number, end: number): string;
  utf8Slice(start: number, end: number): string;
}

/**
 * Texts are made one by one: a slice of one big text would keep the whole batch alive.
 *
 * @param owner whose texts they are, for errors
 */
export function texts(offsetSize: 4 | 8, owner: string): Decode {
  return (vector) => {
    const offsets = readOffsets(vector.body, vector.at[1]!, vector.length, offsetSize);
    const count = vector.length;
    const first = offsets[0]!;
    const end = offsets[count]!;
    const { bytes } = vector.body;
    const data = Buffer.from(bytes.buffer, bytes.byteOffset + vector.at[2]!, vector.sizes[2]!) as Buffer & Slices;
    const used = data.subarray(first, end);
    const out = new Array<unknown>(count);
    if (isAscii(used)) {
      for (let i = 0; i < count; i++) out[i] = data.latin1Slice(offsets[i]!, offsets[i + 1]!);
    } else {
      checkUtf8(data, offsets, count, used, owner);
      for (let i = 0; i < count; i++) out[i] = data.utf8Slice(offsets[i]!, offsets[i + 1]!);
    }
    return blank(out, vector);
  };
}

/** `utf8Slice` would write U+FFFD in silence, and a column valid as a whole can still split a character. */
function checkUtf8(data: Buffer, offsets: Int32Array, count: number, used: Buffer, owner: string): void {
  const end = offsets[count]!;
  let valid = isUtf8(used);
  for (let i = 0; valid && i <= count; i++) {
    const at = offsets[i]!;
    valid = at >= end || (data[at]! & 0xc0) !== 0x80;
  }
  if (valid) return;
  // Spark's strings are bytes, and CAST(binary AS STRING) does not look at them.
  throw new ProtocolError(
    `The text in ${owner} is no valid UTF-8, so no JavaScript string can hold it. Select CAST(… AS BINARY), or mend it with make_valid_utf8(…).`,
    { errorClass: "DBSQL_INVALID_UTF8" },
  );
}

/** Copies: a view would keep the whole batch alive. */
export function binaries(offsetSize: 4 | 8): Decode {
  return (vector) => {
    const offsets = readOffsets(vector.body, vector.at[1]!, vector.length, offsetSize);
    const data = vector.body.bytes.subarray(vector.at[2]!);
    const out = new Array<unknown>(vector.length);
    for (let i = 0; i < vector.length; i++) out[i] = copyOf(data, offsets[i]!, offsets[i + 1]!);
    return blank(out, vector);
  };
}

export function fixedBinaries(size: number): Decode {
  return (vector) => {
    const at = vector.at[1]!;
    const out = new Array<unknown>(vector.length);
    for (let i = 0; i < vector.length; i++) out[i] = copyOf(vector.body.bytes, at + i * size, at + (i + 1) * size);
    return blank(out, vector);
  };
}

/** `bytes` may be a Buffer, whose own `slice` shares its memory. */
function copyOf(bytes: Uint8Array, start: number, end: number): Uint8Array {
  return new Uint8Array(bytes.subarray(start, end));
}
