import { malformed } from "./malformed.js";

const frameMagic = 0x184d2204;

/**
 * Decodes one LZ4 frame into exactly `size` bytes; everything else throws. Checksums are skipped, as gRPC has its own.
 * The format: https://github.com/lz4/lz4/blob/dev/doc/lz4_Frame_format.md
 */
export function decodeLz4Frame(data: Uint8Array, size: number): Uint8Array {
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  if (view.getUint32(0, true) !== frameMagic) throw malformed("a compressed buffer is no LZ4 frame");
  const flags = view.getUint8(4);
  const hasDictionary = (flags & 1) !== 0;
  const blockChecksum = (flags & 16) !== 0;
  const contentSize = (flags & 8) !== 0;
  if (flags >> 6 !== 1 || hasDictionary) throw malformed("an LZ4 frame of an unknown version");
  let at = 6 + (contentSize ? 8 : 0) + 1;
  const out = new Uint8Array(size);
  let written = 0;
  for (;;) {
    const header = view.getUint32(at, true);
    at += 4;
    if (header === 0) break;
    const length = header & 0x7fffffff;
    if (length > data.length - at) throw malformed("an LZ4 block is cut off");
    const block = data.subarray(at, at + length);
    if (header >>> 31 === 1) {
      if (length > size - written) throw tooLong();
      out.set(block, written);
      written += length;
    } else written = decodeBlock(block, out, written);
    at += length + (blockChecksum ? 4 : 0);
  }
  if (written !== size) throw malformed("an LZ4 frame is shorter than it says");
  return out;
}

/** Sequences of literal bytes and copies of what was written before. Blocks of a frame may refer to earlier ones. */
function decodeBlock(block: Uint8Array, out: Uint8Array, start: number): number {
  let to = start;
  let at = 0;
  const extended = (base: number): number => {
    let length = base;
    if (base !== 15) return length;
    for (;;) {
      if (at >= block.length) throw malformed("an LZ4 block is cut off");
      const more = block[at++]!;
      length += more;
      if (more !== 255) return length;
    }
  };
  while (at < block.length) {
    const token = block[at++]!;
    const literals = extended(token >> 4);
    if (literals > block.length - at) throw malformed("an LZ4 block is cut off");
    if (literals > out.length - to) throw tooLong();
    out.set(block.subarray(at, at + literals), to);
    at += literals;
    to += literals;
    if (at === block.length) break;
    if (at + 2 > block.length) throw malformed("an LZ4 block is cut off");
    const distance = block[at]! | (block[at + 1]! << 8);
    at += 2;
    if (distance === 0 || distance > to) throw malformed("an LZ4 block copies from before its beginning");
    const length = extended(token & 15) + 4;
    if (length > out.length - to) throw tooLong();
    copyWithin(out, to, distance, length);
    to += length;
  }
  return to;
}

/** A copy may overlap what it writes: it then repeats the last bytes. */
function copyWithin(out: Uint8Array, to: number, distance: number, length: number): void {
  if (distance >= length) out.copyWithin(to, to - distance, to - distance + length);
  else for (let i = to; i < to + length; i++) out[i] = out[i - distance]!;
}

function tooLong(): Error {
  return malformed("an LZ4 frame is longer than it says");
}
