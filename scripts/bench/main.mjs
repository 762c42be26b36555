/**
 * `npm run bench`: measures, and writes `BENCHMARKS.md` section by section: `checking` needs nothing but the build,
 * `race` and `own` start engines. Options: `--only NAME` (one section, or one workload of a section), `--rounds N` of the
 * race (5), `--dry` (print, write nothing). A section that is not measured whole is printed and not written.
 */
import { parseArgs } from "node:util";
import { checking } from "./checking/section.mjs";
import { inMarkdown, writeSections } from "./document.mjs";
import { lazyEngines } from "./engines.mjs";
import { own } from "./own.mjs";
import { race } from "./race.mjs";

const { values: options } = parseArgs({
  options: {
    rounds: { type: "string", default: "5" },
    only: { type: "string" },
    dry: { type: "boolean", default: false },
  },
});
const { only } = options;
const say = (text) => process.stderr.write(`${text}\n`);
const sections = [race, own, checking];
const chosen = sections.flatMap((section) => {
  const whole = only === undefined || only === section.name;
  const workloads = section.workloads.filter((workload) => whole || workload === only);
  return workloads.length > 0 ? [{ section, whole, workloads }] : [];
});
if (chosen.length === 0) {
  const names = sections.flatMap((section) => [section.name, ...section.workloads]);
  say(`There is no section or workload ${only}; there are ${names.join(", ")}.`);
  process.exit(2);
}

const engines = lazyEngines(say);
try {
  for (const { section, whole, workloads } of chosen) {
    const text = inMarkdown(
      section,
      await section.measure({ workloads, rounds: Number(options.rounds), engines, say }),
    );
    if (options.dry || !whole) process.stdout.write(text);
    else await writeSections("BENCHMARKS.md", sections, { [section.name]: text });
  }
} finally {
  await engines.stop();
}
