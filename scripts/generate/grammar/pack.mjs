/**
 * Whole numbers as text: zigzag, seven bits a byte, base64. `src/analysis/grammar/packed.ts` reads it.
 *
 * @param {Iterable<number>} numbers
 */
export function packNumbers(numbers) {
  /** @type {number[]} */
  const bytes = [];
  for (const number of numbers) {
    let rest = number < 0 ? -2 * number - 1 : 2 * number;
    while (rest > 127) {
      bytes.push((rest & 127) | 128);
      rest = Math.floor(rest / 128);
    }
    bytes.push(rest);
  }
  return Buffer.from(bytes).toString("base64");
}
