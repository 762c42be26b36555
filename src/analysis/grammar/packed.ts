/** Reads what `scripts/generate/grammar/pack.mjs` writes. */
export function unpack(text: string): Int32Array {
  const bytes = atob(text);
  const numbers = new Int32Array(bytes.length);
  let count = 0;
  let value = 0;
  let shift = 0;
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes.charCodeAt(i);
    value |= (byte & 127) << shift;
    if (byte & 128) {
      shift += 7;
      continue;
    }
    numbers[count++] = (value >>> 1) ^ -(value & 1);
    value = 0;
    shift = 0;
  }
  return numbers.subarray(0, count);
}
