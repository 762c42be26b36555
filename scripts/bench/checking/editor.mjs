import { completionsAt, hoverAt, tokensOf } from "../../../dist/analysis/index.js";
import { quantile } from "../statistics.mjs";
import { testCorpus, tpchCorpus } from "./corpus.mjs";

/** Every so many characters of a statement somebody stops and looks at what is offered. */
const STEP = 12;

/**
 * What a person asks for while a statement is typed, with the code warm: the text ends at the caret, as it does then.
 * @param {(text: string) => void} say
 */
export async function editorFigures(say) {
  const figures = [];
  for (const { title, texts, schemas } of [testCorpus(), await tpchCorpus(say)]) {
    say(`editor: ${title}`);
    const asked = {
      completion: (text, at) => completionsAt(text.slice(0, at), at, { schemas }),
      hover: (text, at) => hoverAt(text, at, { schemas }),
      colours: (text, at) => tokensOf(text.slice(0, at), { schemas }),
    };
    for (const [name, ask] of Object.entries(asked)) {
      const times = [];
      for (const pass of ["cold", "warm"]) {
        for (const text of texts) {
          for (let at = STEP; at <= text.length; at += STEP) {
            const start = performance.now();
            ask(text, at);
            if (pass === "warm") times.push(performance.now() - start);
          }
        }
      }
      const [p50, p95, most] = [quantile(times, 0.5), quantile(times, 0.95), quantile(times, 1)];
      figures.push({
        title: `${name} while typing ${title}, ${times.length} times`,
        measured: `p50 ${p50.toFixed(2)} ms, p95 ${p95.toFixed(2)} ms, longest ${most.toFixed(1)} ms`,
        limit: "p95 ≤ 30 ms",
        ok: p95 <= 30,
      });
    }
  }
  return figures;
}
