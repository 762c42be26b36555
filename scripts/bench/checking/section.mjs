import { figureTable, load } from "../document.mjs";
import { editorFigures } from "./editor.mjs";
import { firstFigures } from "./first.mjs";
import { giantFigures } from "./giants.mjs";
import { projectFigures } from "./project.mjs";
import { typingFigures } from "./typing.mjs";
import { warmFigures } from "./warm.mjs";

/**
 * What a developer waits for while SQL is checked. Every workload is one file that answers rows; none needs an engine.
 * @type {Readonly<Record<string, (say: (text: string) => void) => Promise<import("../document.mjs").Figure[]>>>}
 */
const figures = {
  warm: warmFigures,
  editor: editorFigures,
  first: firstFigures,
  giants: giantFigures,
  project: projectFigures,
  typing: typingFigures,
};

export const checking = {
  name: "checking",
  title: "Checking SQL",
  workloads: Object.keys(figures),
  /** @param {import("../document.mjs").Run} run */
  async measure({ workloads, say }) {
    const before = load();
    const measured = [];
    for (const workload of workloads) measured.push(...(await figures[workload](say)));
    return { lines: figureTable(measured), how: [`Node ${process.version}`], load: before };
  },
};
