import { analyze } from "../../../dist/analysis/index.js";
import { median, quantile } from "../statistics.mjs";
import { testCorpus, tpchCorpus } from "./corpus.mjs";
import { cpuOf } from "./cpu.mjs";

const WARM_UP = 10;
const PASSES = 10;

/** Parse, resolve and type one statement, with the code warm. @param {(text: string) => void} say */
export async function warmFigures(say) {
  const figures = [];
  for (const { title, texts, schemas } of [testCorpus(), await tpchCorpus(say)]) {
    say(`warm: ${title}`);
    const times = texts.map(() => []);
    for (let pass = 0; pass < WARM_UP + PASSES; pass++) {
      texts.forEach((text, i) => {
        const ms = cpuOf(() => analyze(text, { schemas }));
        if (pass >= WARM_UP) times[i].push(ms);
      });
    }
    // The median of each statement: the compiler and the collector run in some of them.
    const typical = times.map(median);
    const [p50, p95, most] = [quantile(typical, 0.5), quantile(typical, 0.95), quantile(typical, 1)];
    figures.push({
      title: `CPU of one analysis, warm: ${title}, medians of ${PASSES}`,
      measured: `p50 ${p50.toFixed(2)} ms, p95 ${p95.toFixed(2)} ms, longest ${most.toFixed(1)} ms`,
      limit: "p50 ≤ 2 ms, p95 ≤ 8 ms",
      ok: p50 <= 2 && p95 <= 8,
    });
  }
  return figures;
}
