import { figureTable, load } from "./document.mjs";
import { clientFile, runClient } from "./run-client.mjs";
import { median } from "./statistics.mjs";
import { queries } from "./workloads.mjs";

/** @typedef {import("./document.mjs").Figure} Figure */

/** The figures that are not a race between clients. */
const figures = {
  decode: async (engines, say) => decodeFigure((await engines.start()).spark, say),
  memory: async (engines, say) => memoryFigure((await engines.start()).sail, say),
  import: async (_engines, say) => importFigure(say),
};

export const own = {
  name: "own",
  title: "On its own",
  workloads: Object.keys(figures),
  /** @param {import("./document.mjs").Run} run */
  async measure({ workloads, engines, say }) {
    const before = load();
    const measured = [];
    for (const workload of workloads) measured.push(await figures[workload](engines, say));
    return { lines: figureTable(measured), how: [`Node ${process.version}`], load: before };
  },
};

/** @param {string} remote @param {(text: string) => void} say @returns {Promise<Figure>} */
async function decodeFigure(remote, say) {
  say("decode: ours against apache-arrow's rows");
  const args = ["--expose-gc", clientFile("client-decode.mjs"), queries.mixed, remote];
  const { ours, arrow } = await runClient(process.execPath, args);
  return {
    title: "decode of the 500 k × 7 result alone, against apache-arrow's own rows",
    measured: `${ours.toFixed(0)} ms against ${arrow.toFixed(0)} ms of CPU: ${(ours / arrow).toFixed(2)}`,
    limit: "≤ 0.50",
    ok: ours / arrow <= 0.5,
  };
}

/**
 * On Sail, which streams. Apache Spark keeps a whole result in the server's heap while it sends it, and dies of this one
 * with 2 GiB.
 * @param {string} remote @param {(text: string) => void} say @returns {Promise<Figure>}
 */
async function memoryFigure(remote, say) {
  say("memory: 2 GiB read row by row under a heap of 512 MB");
  const args = ["--max-old-space-size=512", clientFile("client-memory.mjs"), queries.huge, remote];
  const { rows, bytes, seconds, peak, first, last } = await runClient(process.execPath, args);
  const constant = last <= first * 1.25;
  return {
    title: "2 GiB result from Sail by `for await` under `--max-old-space-size=512`",
    measured: `${rows.toLocaleString("en")} rows, ${(bytes / 2 ** 30).toFixed(2)} GiB in ${seconds.toFixed(0)} s; peak ${peak.toFixed(0)} MB; median ${first.toFixed(0)} MB in the first third, ${last.toFixed(0)} MB in the last`,
    limit: "peak ≤ 400 MB, constant",
    ok: peak <= 400 && constant && bytes >= 2 ** 31 * 0.99,
  };
}

/** @param {(text: string) => void} say @returns {Promise<Figure>} */
async function importFigure(say) {
  say("import: fresh processes");
  const runs = { dbsql: [], nothing: [] };
  for (let round = 0; round < 11; round++) {
    for (const what of ["dbsql", "nothing"]) {
      runs[what].push(await runClient(process.execPath, [clientFile("client-import.mjs"), what]));
    }
  }
  const ms = median(runs.dbsql.map((run) => run.ms));
  const rss = median(runs.dbsql.map((run) => run.rss)) - median(runs.nothing.map((run) => run.rss));
  return {
    title: '`import "dbsql"` in a fresh process',
    measured: `${ms.toFixed(0)} ms, ${rss.toFixed(1)} MB over bare Node (medians of 11)`,
    limit: "≤ 150 ms, ≤ 40 MB",
    ok: ms <= 150 && rss <= 40,
  };
}
