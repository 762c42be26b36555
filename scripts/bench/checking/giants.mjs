import { readFileSync } from "node:fs";
import { analyze } from "../../../dist/analysis/index.js";
import { testCorpus } from "./corpus.mjs";
import { cpuOf } from "./cpu.mjs";

/** Texts of these sizes in bytes, and the time that an editor may stand still for one. */
const classes = [
  { title: "up to 100 kB", from: 0, limit: 100 },
  { title: "100 kB to 1 MB", from: 100_000, limit: 1000 },
];

/**
 * The very long and very deep texts of the tests, each analysed once before it is measured.
 * @param {(text: string) => void} say
 */
export async function giantFigures(say) {
  const { schemas } = testCorpus();
  const file = new URL("../../../test/analysis/giants.json", import.meta.url);
  const measured = JSON.parse(readFileSync(file, "utf8")).map(({ name, sql }) => {
    say(`giants: ${name}`);
    const text = textOf(sql);
    analyze(text, { schemas });
    return { name, size: text.length, ms: cpuOf(() => analyze(text, { schemas })) };
  });
  return classes.map(({ title, from, limit }, i) => {
    const inClass = measured.filter(
      ({ size }) => size >= from && size < (classes[i + 1]?.from ?? Number.POSITIVE_INFINITY),
    );
    const slowest = inClass.sort((a, b) => b.ms - a.ms);
    const names = slowest
      .slice(0, 3)
      .map(({ name, size, ms }) => `${name} (${Math.ceil(size / 1000)} kB) ${ms.toFixed(0)} ms`);
    return {
      title: `the ${inClass.length} very long or deep texts of ${title}: CPU of the three that take longest`,
      measured: names.join(", "),
      limit: `≤ ${limit} ms`,
      ok: (slowest[0]?.ms ?? 0) <= limit,
    };
  });
}

/** As `test/analysis/giants.ts` reads them. */
function textOf(pieces) {
  return pieces
    .map((piece) => {
      if (typeof piece === "string") return piece;
      const [times, text] = piece;
      return Array.from({ length: times }, (_, i) => text.replaceAll("#", String(i))).join("");
    })
    .join("");
}
