import { readFile, writeFile } from "node:fs/promises";
import { cpus, loadavg, totalmem } from "node:os";

/**
 * A section of `BENCHMARKS.md`. `measure` answers its tables, and what was measured with in words.
 * @typedef {{ workloads: string[], rounds: number, engines: import("./engines.mjs").LazyEngines, say: (text: string) => void }} Run
 * @typedef {{ name: string, title: string, workloads: string[], measure: (run: Run) => Promise<{ lines: string[], how: string[], load: number[] }> }} Section
 */

/**
 * A figure with a promise, a row of a table.
 * @typedef {{ title: string, measured: string, limit: string, ok: boolean }} Figure
 */

/** @param {readonly Figure[]} figures */
export function figureTable(figures) {
  return [
    "| figure | measured | promised | |",
    "|---|---|---|---|",
    ...figures.map(({ title, measured, limit, ok }) => `| ${title} | ${measured} | ${limit} | ${ok ? "✓" : "✗"} |`),
  ];
}

/** What the machine does besides, to be asked before the measuring starts. */
export const load = () => loadavg();

/** @param {Section} section @param {Awaited<ReturnType<Section["measure"]>>} measured */
export function inMarkdown(section, { lines, how, load }) {
  const machine = `${cpus().length} cores (${cpus()[0]?.model.trim()}), ${Math.round(totalmem() / 2 ** 30)} GiB`;
  const circumstances = [
    `Measured ${new Date().toISOString().slice(0, 10)} on ${machine}`,
    `load ${load.map((l) => l.toFixed(1)).join(" ")} at the start`,
    ...how,
  ];
  return `## ${section.title}\n\n${circumstances.join(", ")}.\n\n${lines.join("\n")}\n`;
}

const head = `# Benchmarks

Made by \`npm run bench\`, section by section (\`npm run bench -- --only checking\`). In a race every client runs the same SQL on the same server in turn, each in a fresh process, so read the ratios; the absolute times belong to one machine.
`;

/**
 * Puts new sections in place of the old ones of the same title; the others stay as they are.
 * @param {string} file
 * @param {readonly Section[]} sections in their order
 * @param {Readonly<Record<string, string>>} made by the section's name
 */
export async function writeSections(file, sections, made) {
  const old = await readFile(file, "utf8").catch(() => "");
  const known = old.split(/^(?=## )/m);
  const texts = sections.map(({ name, title }) => made[name] ?? known.find((text) => text.startsWith(`## ${title}\n`)));
  await writeFile(
    file,
    [head, ...texts.filter((text) => text !== undefined)]
      .map((text) => text.trim())
      .join("\n\n")
      .concat("\n"),
  );
}
