import { writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { digest } from "../../plugin/hosts/cached-file.js";
import { filesOnDisk } from "../../plugin/hosts/disk.js";
import { environmentOf } from "../../plugin/hosts/environment.js";
import { type AheadMemory, inspectAhead } from "../../plugin/hosts/inspect-ahead.js";
import type { Environment } from "../../plugin/inject/inspect.js";
import type { Outline } from "../../plugin/inject/outline.js";
import { type Memory, type Remembered, Workspace } from "../../plugin/inject/workspace.js";
import { bundleThread } from "./bundle.js";
import { projectOf, type TestProject } from "./project.js";

/** What a check keeps, without a disk. */
class Kept extends Map<string, Remembered> implements Memory {
  digest(text: string): string {
    return digest(text);
  }
}

const session = "src/session.ts";
const many = Object.fromEntries(
  Array.from({ length: 30 }, (_, at) => {
    const text = `SELECT id, ${at % 3 === 0 ? "nme" : "name"} AS c${at} FROM orders WHERE id = \${${at}n}`;
    return [`src/f${at}/query.ts`, `import { spark } from "../session.js";\nexport const a = spark.sql\`${text}\`;\n`];
  }),
);
const files = {
  ...many,
  [session]: 'import { DatabricksSession } from "dbsql";\nexport declare const spark: DatabricksSession;\n',
  "src/none.ts": "export const nothing = `a ${1}`;\n",
  "src/unknown.ts": "export const f = (spark: any) => spark.sql`SELECT nme FROM orders`;\n",
  "node_modules/other/index.ts": "export const sql = `SELECT 1`;\n",
};

/** What this declares may be meant by what is wrong in the others, and is known only when it was read. */
const declaring = {
  ...files,
  "src/z.ts":
    'import { spark } from "./session.js";\nawait spark.sql`DECLARE nm INT DEFAULT 3`;\nexport const a = spark.sql`SELECT nm`;\n',
};

let thread: Awaited<ReturnType<typeof bundleThread>>;
beforeAll(async () => {
  thread = await bundleThread();
});
afterAll(() => thread.remove());

const cleanUps: (() => void)[] = [];
afterEach(() => {
  for (const cleanUp of cleanUps.splice(0)) cleanUp();
});

function start(texts: Readonly<Record<string, string>>): TestProject {
  const project = projectOf(texts);
  cleanUps.push(() => project.remove());
  return project;
}

function ahead(project: TestProject, memory: Memory, threads: number, program = thread.file): AheadMemory {
  const environment = environmentOf(project.folder);
  const started = inspectAhead(memory, {
    configFile: project.path("tsconfig.json"),
    environment: environment.current(),
    schemas: environment.settings.schemas,
    busy: availableParallelism() - threads,
    thread: program,
  });
  cleanUps.push(() => started.close());
  return started;
}

/** The outlines of all files, and which queries this thread analysed for them. */
function outlines(project: TestProject, memory?: Memory): [outlines: readonly unknown[], analysed: readonly string[]] {
  const real = environmentOf(project.folder).current();
  const analysed: string[] = [];
  const environment: Environment = {
    ...real,
    analyze: (text, options) => {
      analysed.push(text);
      return real.analyze(text, options);
    },
  };
  const workspace = new Workspace(filesOnDisk(), () => environment, { insert: true, ...(memory && { memory }) });
  const paths = Object.keys(declaring).map((name) => project.path(name));
  const ask = (): readonly (Outline | undefined)[] => paths.map((path) => workspace.outline(path));
  // Once more, when it is known what the files declare.
  ask();
  return [ask(), analysed];
}

describe("inspecting ahead", () => {
  it.each([1, 3])("finds on %i threads what the one who asks would", (threads) => {
    const project = start(files);
    const memory = new Kept();
    const started = ahead(project, memory, threads);
    expect(started.isAhead).toBe(true);
    const [found, analysed] = outlines(project, started);
    expect(found).toEqual(outlines(project)[0]);
    expect(analysed).toEqual([]);
    expect([...memory.keys()].filter((path) => path.endsWith("query.ts"))).toHaveLength(30);
    expect([...memory.keys()].filter((path) => path.includes("node_modules"))).toEqual([]);
  });

  it("takes nothing that was found too early", () => {
    const project = start(declaring);
    const [found] = outlines(project, ahead(project, new Kept(), 1));
    expect(found).toEqual(outlines(project)[0]);
    expect(JSON.stringify(found)).toContain("nm");
  });

  it("does nothing where there is little to do", () => {
    const project = start(files);
    const memory = new Kept();
    outlines(project, ahead(project, memory, 1));
    expect(ahead(project, memory, 1).isAhead).toBe(false);
    expect(ahead(project, new Kept(), 0).isAhead).toBe(false);
    expect(ahead(start({ [session]: files[session]! }), new Kept(), 1).isAhead).toBe(false);
  });

  it.each([
    ["never starts", "throw new Error('no');"],
    [
      "dies on its way",
      `import { workerData } from "node:worker_threads";
       workerData.states.fill(1);
       process.exit(0);`,
    ],
    [
      "answers nothing but that it is done",
      `import { workerData } from "node:worker_threads";
       workerData.states.fill(2);`,
    ],
  ])("is no worse for a thread that %s", (_, program) => {
    const project = start(files);
    const broken = project.path("broken.mjs");
    writeFileSync(broken, program);
    const [found] = outlines(project, ahead(project, new Kept(), 1, broken));
    expect(found).toEqual(outlines(project)[0]);
  });
});
