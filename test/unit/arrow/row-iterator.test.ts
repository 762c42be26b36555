import { describe, expect, it } from "vitest";
import { RowIterator } from "../../../src/dataframe/row-iterator.js";
import { ProtocolError } from "../../../src/errors/index.js";

/** Batches as a source, and what was asked of it. */
function source(batches: (number[] | Error)[]) {
  const asked = { next: 0, return: 0 };
  const iterator: AsyncIterableIterator<number[]> = {
    [Symbol.asyncIterator]: () => iterator,
    next: async () => {
      const batch = batches[asked.next++];
      await Promise.resolve();
      if (batch instanceof Error) throw batch;
      return batch === undefined ? { done: true, value: undefined } : { done: false, value: batch };
    },
    return: async () => {
      asked.return++;
      return { done: true, value: undefined };
    },
  };
  return { iterator, asked };
}
const rowsOf = (batch: number[]): number[] => batch;

describe("RowIterator", () => {
  it("hands out each row once and in order, empty batches between", async () => {
    const { iterator, asked } = source([[], [1, 2], [], [3], []]);
    const got: number[] = [];
    for await (const row of new RowIterator(iterator, rowsOf)) got.push(row);
    expect(got).toEqual([1, 2, 3]);
    expect(asked).toEqual({ next: 6, return: 0 });
  });

  it("asks for nothing before the first row, and for one batch at a time", async () => {
    const { iterator, asked } = source([[1, 2], [3]]);
    const rows = new RowIterator(iterator, rowsOf);
    expect(asked.next).toBe(0);
    await rows.next();
    await rows.next();
    expect(asked.next).toBe(1);
  });

  it("keeps the order of calls in parallel", async () => {
    const { iterator } = source([[1], [2, 3], [], [4]]);
    const rows = new RowIterator(iterator, rowsOf);
    const got = await Promise.all(Array.from({ length: 6 }, () => rows.next()));
    expect(got.map((result) => result.value)).toEqual([1, 2, 3, 4, undefined, undefined]);
    expect(await rows.next()).toEqual({ done: true, value: undefined });
  });

  it("closes the source when it is left early, once", async () => {
    const { iterator, asked } = source([[1, 2], [3]]);
    const rows = new RowIterator(iterator, rowsOf);
    for await (const row of rows) if (row === 1) break;
    expect(asked).toEqual({ next: 1, return: 1 });
    await rows.return();
    expect(asked.return).toBe(1);
    expect(await rows.next()).toEqual({ done: true, value: undefined });
  });

  it("throws what the source throws, then is at its end", async () => {
    const { iterator } = source([[1], new ProtocolError("broken")]);
    const rows = new RowIterator(iterator, rowsOf);
    const got = await Promise.allSettled([rows.next(), rows.next(), rows.next()]);
    expect(got.map((result) => result.status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
    expect(await rows.next()).toEqual({ done: true, value: undefined });
  });

  it("closes the source when a batch cannot be decoded", async () => {
    const { iterator, asked } = source([[1], [2]]);
    const rows = new RowIterator(iterator, (batch) => {
      if (batch[0] === 2) throw new ProtocolError("broken");
      return batch;
    });
    await rows.next();
    await expect(rows.next()).rejects.toThrow("broken");
    expect(asked.return).toBe(1);
  });
});
