import { clientFile, runClient } from "../run-client.mjs";
import { median } from "../statistics.mjs";

const ROUNDS = 11;

/** What the first statement of a fresh process costs: module, tables, analysis. @param {(text: string) => void} say */
export async function firstFigures(say) {
  say("first: fresh processes");
  const runs = { first: [], nothing: [] };
  for (let round = 0; round < ROUNDS; round++) {
    for (const what of ["first", "nothing"]) {
      runs[what].push(await runClient(process.execPath, [clientFile("checking/client-first.mjs"), what]));
    }
  }
  const load = median(runs.first.map((run) => run.load));
  const all = median(runs.first.map((run) => run.load + run.first));
  const cpu = median(runs.first.map((run) => run.cpu)) - median(runs.nothing.map((run) => run.cpu));
  const bytes = runs.first[0]?.bytes ?? 0;
  return [
    {
      title: '`import "dbsql/analysis"` and the first statement, in a fresh process',
      measured: `${cpu.toFixed(0)} ms of CPU over bare Node; ${all.toFixed(0)} ms by the clock, of which ${load.toFixed(0)} ms are the import (medians of ${ROUNDS}); ${(bytes / 2 ** 10).toFixed(0)} KiB of JavaScript`,
      limit: "≤ 150 ms of CPU",
      ok: cpu <= 150,
    },
  ];
}
