import { clientFile, runClient } from "../run-client.mjs";
import { median } from "../statistics.mjs";

const ROUNDS = 11;

/** What the first statement of a fresh process costs: module, tables, analysis. @param {(text: string) => void} say */
export async function firstFigures(say) {
  say("first: fresh processes");
  const runs = [];
  for (let round = 0; round < ROUNDS; round++) {
    runs.push(await runClient(process.execPath, [clientFile("checking/client-first.mjs")]));
  }
  const load = median(runs.map((run) => run.load));
  const all = median(runs.map((run) => run.load + run.first));
  const cpu = median(runs.map((run) => run.cpu));
  const bytes = runs[0]?.bytes ?? 0;
  return [
    {
      title: '`import "dbsql/analysis"` and the first statement, in a fresh process',
      measured: `${all.toFixed(0)} ms, of which ${load.toFixed(0)} ms are the import; ${cpu.toFixed(0)} ms of CPU with the start of Node (medians of ${ROUNDS}); ${(bytes / 2 ** 10).toFixed(0)} KiB of JavaScript`,
      limit: "≤ 150 ms",
      ok: all <= 150,
    },
  ];
}
