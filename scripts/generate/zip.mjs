import { inflateRawSync } from "node:zlib";
import { GenerateFailure } from "./failure.mjs";

const END_OF_DIRECTORY = 0x06054b50;
const DIRECTORY_ENTRY = 0x02014b50;
const STORED = 0;
const DEFLATED = 8;

/**
 * The files of a jar whose names pass `wanted`. Jars of Maven have no zip64 and no encryption, so neither is read.
 *
 * @param {Buffer} zip
 * @param {(name: string) => boolean} wanted
 * @returns {Map<string, Buffer>}
 */
export function unzip(zip, wanted) {
  const end = endOfDirectory(zip);
  const count = zip.readUInt16LE(end + 10);
  const files = new Map();
  let at = zip.readUInt32LE(end + 16);
  for (let i = 0; i < count; i++) {
    if (zip.readUInt32LE(at) !== DIRECTORY_ENTRY) throw broken("a directory entry is missing");
    const nameLength = zip.readUInt16LE(at + 28);
    const name = zip.toString("utf8", at + 46, at + 46 + nameLength);
    if (wanted(name)) files.set(name, content(zip, at));
    at += 46 + nameLength + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  }
  return files;
}

/** @param {Buffer} zip */
function endOfDirectory(zip) {
  for (let at = zip.length - 22; at >= 0; at--) if (zip.readUInt32LE(at) === END_OF_DIRECTORY) return at;
  throw broken("it has no central directory");
}

/**
 * @param {Buffer} zip
 * @param {number} entry
 */
function content(zip, entry) {
  const method = zip.readUInt16LE(entry + 10);
  const packed = zip.readUInt32LE(entry + 20);
  const local = zip.readUInt32LE(entry + 42);
  // The local header's extra field may be longer than the directory's, so its own lengths count.
  const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
  const data = zip.subarray(start, start + packed);
  if (method === STORED) return Buffer.from(data);
  if (method === DEFLATED) return inflateRawSync(data);
  throw broken(`compression method ${method} is not one of a jar`);
}

/** @param {string} why */
function broken(why) {
  return new GenerateFailure(`The jar cannot be read: ${why}.`, "Delete it from the cache and run `npm run generate`.");
}
