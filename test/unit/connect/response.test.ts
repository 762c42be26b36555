import { BinaryWriter, WireType } from "@bufbuild/protobuf/wire";
import { describe, expect, it } from "vitest";
import { readResponse } from "../../../src/connect/response.js";

/** Everything that a batch of these lengths, and what stands right before it in its message, may lie beside. */
const lengths = [0, 1, 7, 2 ** 14 - 1, 2 ** 14, 2 ** 14 + 1, 2 ** 21];
const heads = { nothing: undefined, "a schema": Uint8Array.from({ length: 9 }, (_, i) => 100 + i) };
const places = [0, 1, 2, 3, 4, 5, 6, 7];
const filler = 0xa5;

const bytesOf = (length: number): Uint8Array => Uint8Array.from({ length }, (_, i) => (i * 31 + 7) % 256);

function response(data: Uint8Array, schema: Uint8Array | undefined): Uint8Array {
  const writer = new BinaryWriter();
  if (schema !== undefined) writer.tag(7, WireType.LengthDelimited).bytes(schema);
  writer.tag(2, WireType.LengthDelimited).fork().tag(2, WireType.LengthDelimited).bytes(data).join();
  writer.tag(13, WireType.LengthDelimited).string("behind");
  return writer.finish();
}

describe.each(lengths)("data of %i bytes", (length) => {
  const data = bytesOf(length);

  it.each(Object.entries(heads))("is read whole behind %s, wherever the message lies", (_, schema) => {
    const message = response(data, schema);
    for (const place of places) {
      const memory = new Uint8Array(message.length + 16).fill(filler);
      memory.set(message, place);
      const read = readResponse(memory.subarray(place, place + message.length));
      expect(Buffer.compare(read.batch!.data, data)).toBe(0);
      expect(read.schema).toEqual(schema);
      expect(read.responseId).toBe("behind");
      if (length >= 2 ** 14) expect(read.batch!.data.byteOffset % 8).toBe(0);
      const around = [...memory.subarray(0, place), ...memory.subarray(place + message.length)];
      expect(around.every((byte) => byte === filler)).toBe(true);
    }
  });
});
