import assert from "node:assert/strict";
import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { median, quantile } from "../statistics.mjs";
import { languageServer, tsserver } from "./editor-servers.mjs";
import { configOf, typescripts, useTypeScript, writeProject } from "./project-folder.mjs";

const ROUNDS = 3;
/** So many files are open, and each is edited so many times. */
const FILES = 6;
const EDITS = 10;
/** The plugin keeps what it found when nobody asked for a while. */
const KEPT_AFTER_MS = 3_500;

/** What is promised of each line of TypeScript. */
const promises = {
  5.9: {},
  "6.0": { opened: 300, over: 1.1 },
  "7.0": { opened: 300, edited: 60 },
  7.1: { opened: 300, edited: 60 },
};

/**
 * What a developer waits for in an editor, in a project of 200 files and 1,000 queries: TypeScript's own server, and the
 * same with our plugin or behind our proxy, in turn. An edit is one character, and back: behind the SELECT of a query, which
 * makes another row of it each time, and at the end of the file, which is TypeScript.
 * @param {(text: string) => void} say
 */
export async function typingFigures(say) {
  const folder = writeProject();
  try {
    const figures = [];
    for (const line of Object.keys(typescripts)) {
      const runs = { plain: [], first: [], again: [] };
      for (let round = 0; round < ROUNDS; round++) {
        for (const who of Object.keys(runs)) {
          say(`typing: ${who} with TypeScript ${line}, round ${round + 1} of ${ROUNDS}`);
          runs[who].push(await session(line, folder, who));
        }
      }
      figures.push(...rows(line, runs));
    }
    return figures;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** One editor session. `first` has nothing remembered, `again` has what that left. */
async function session(line, folder, who) {
  const typescript = useTypeScript(folder, line);
  const classic = line < "7";
  const plugins = classic && who !== "plain" ? { plugins: [{ name: "dbsql/plugin" }] } : {};
  writeFileSync(join(folder, "tsconfig.json"), configOf(plugins));
  if (who === "first") rmSync(join(folder, "node_modules/.cache"), { recursive: true, force: true });
  const own = join(folder, "node_modules/dbsql/bin/dbsql.js");
  const begin = performance.now();
  const server = classic
    ? await tsserver(typescript, folder)
    : await languageServer(
        who === "plain" ? [join(typescript, "bin/tsc"), "--lsp", "--stdio"] : [own, "lsp", "--stdio"],
        folder,
      );
  try {
    const files = filesIn(folder);
    server.open(files[0].path, files[0].text);
    await server.diagnostics(files[0].path);
    const opened = performance.now() - begin;
    for (const { path, text } of files.slice(1)) server.open(path, text);
    const coded = [];
    const edited = [];
    const completed = [];
    const time = async (into, run) => {
      const start = performance.now();
      const answer = await run();
      into.push(performance.now() - start);
      return answer;
    };
    const edit = (into, path, place, removed, text) =>
      time(into, () => {
        server.replace(path, place, removed, text);
        return server.diagnostics(path);
      });
    for (let number = 0; number < EDITS; number++) {
      for (const { path, end } of files) {
        await edit(coded, path, end, 0, ";");
        await edit(coded, path, end, 1, "");
      }
    }
    for (const { path, place } of files) {
      // A word of its own: what stands behind it is a column after a comma.
      server.replace(path, place, 0, ", ");
      await server.diagnostics(path);
    }
    for (let number = 0; number < EDITS; number++) {
      for (const { path, place } of files) {
        await edit(edited, path, place, 0, "a");
        if (who !== "plain") {
          const offered = await time(completed, () => {
            server.replace(path, { ...place, character: place.character + 1 }, 0, "m");
            return server.completions(path, { ...place, character: place.character + 2 });
          });
          assert(offered > 0, `Nothing is offered in ${path}.`);
          server.replace(path, { ...place, character: place.character + 1 }, 1, "");
        }
        await edit(edited, path, place, 1, "");
      }
    }
    // The next session finds the files of the disk, as after saving.
    for (const { path, place } of files) {
      server.replace(path, place, 2, "");
      await server.diagnostics(path);
    }
    if (who === "first") await sleep(KEPT_AFTER_MS);
    // The first edits find cold code.
    const warm = (times) => times.slice(2 * FILES);
    return { opened, coded: warm(coded), edited: warm(edited), completed: warm(completed) };
  } finally {
    await server.stop();
  }
}

/** Files with a place behind the SELECT of a query that is more than one line. */
function filesIn(folder) {
  const found = [];
  for (const name of readdirSync(join(folder, "src"), { recursive: true }).sort()) {
    const path = join(folder, "src", name).replaceAll("\\", "/");
    if (!path.endsWith(".ts")) continue;
    const text = readFileSync(path, "utf8");
    const lines = text.split("\n");
    const line = lines.findIndex((one, at) => /^\s+SELECT (?!DISTINCT)/.test(one) && lines[at - 1]?.endsWith(".sql`"));
    if (line < 0) continue;
    const end = { line: lines.length - 1, character: lines.at(-1).length };
    found.push({ path, text, end, place: { line, character: lines[line].indexOf("SELECT ") + "SELECT ".length } });
  }
  const step = Math.floor(found.length / FILES);
  return found.filter((_, at) => at % step === 0).slice(0, FILES);
}

function rows(line, { plain, first, again }) {
  const promise = promises[line];
  const server = line < "7" ? "`tsserver` with the plugin" : "`dbsql lsp`";
  const opened = (runs) => median(runs.map((run) => run.opened));
  const all = (runs, what) => runs.flatMap((run) => run[what]);
  const more = (runs) => opened(runs) - opened(plain);
  const seconds = (ms) => `${(ms / 1000).toFixed(2)} s`;
  const openedRow = (runs, title) => ({
    title: `${server}, TypeScript ${line}: from the start to the errors of the first file, ${title}`,
    measured: `${seconds(opened(runs))} against ${seconds(opened(plain))} plain: + ${more(runs).toFixed(0)} ms (medians of ${ROUNDS})`,
    limit: promise.opened === undefined ? "" : `+ ≤ ${promise.opened} ms`,
    ok: promise.opened === undefined || more(runs) <= promise.opened,
  });
  const limits = [
    ...(promise.edited === undefined ? [] : [`p95 ≤ ${promise.edited} ms`]),
    ...(promise.over === undefined ? [] : [`p50 ≤ ${promise.over.toFixed(2)} of plain`]),
  ];
  const editRow = (what, title) => {
    const [own, their] = [all([...first, ...again], what), all(plain, what)];
    const [p50, p95] = [median(own), quantile(own, 0.95)];
    const over = p50 / median(their);
    return {
      title: `the same, from an edit ${title} to the errors of the file, ${own.length} times`,
      measured: `p50 ${p50.toFixed(1)} ms, p95 ${p95.toFixed(1)} ms; plain p50 ${median(their).toFixed(1)} ms, p95 ${quantile(their, 0.95).toFixed(1)} ms: ${over.toFixed(2)}`,
      limit: limits.join(", "),
      ok: p95 <= (promise.edited ?? Number.POSITIVE_INFINITY) && over <= (promise.over ?? Number.POSITIVE_INFINITY),
    };
  };
  const completed = all([...first, ...again], "completed");
  return [
    openedRow(first, "the first time"),
    openedRow(again, "again"),
    editRow("edited", "of a row in SQL"),
    editRow("coded", "of the TypeScript"),
    {
      title: `the same, completion in SQL right after a keystroke, ${completed.length} times`,
      measured: `p50 ${median(completed).toFixed(1)} ms, p95 ${quantile(completed, 0.95).toFixed(1)} ms`,
      limit: "p95 ≤ 30 ms",
      ok: quantile(completed, 0.95) <= 30,
    },
  ];
}
