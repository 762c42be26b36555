import { blunders, kinds } from "./mistakes.mjs";
import { numbers, pick } from "./random.mjs";
import { cacheOf, schemas, tablesOf } from "./schema.mjs";
import { shapes } from "./shapes.mjs";
import { SourceFile, sessions } from "./source-file.mjs";

/**
 * A TypeScript project as a team of analysts would have it: one folder a subject, one file a job, five queries a file, no
 * two of them alike; sessions from everywhere; rows that go through functions of other files. The code also compiles
 * where rows are not known, so that plain `tsc` has the same work to do. The same options give the same bytes.
 *
 * @param {{ files?: number, mistakes?: boolean }} [options] `mistakes`: puts one of every kind into one query of five
 * @returns {{ files: Map<string, string>, queries: number, mistakes: { file: string, line: number, kind: string }[] }}
 */
export function largeProject({ files: count = 200, mistakes: wrong = false } = {}) {
  const random = numbers(20_261_126);
  const tables = tablesOf(random);
  const files = new Map([...support, ...cacheOf(tables)]);
  const seen = new Set();
  const mistakes = [];
  /** @type {{ path: string, name: string, digest: string }[]} */
  const written = [];
  for (let at = 0; at < count; at++) {
    const schema = schemas[Math.floor(at / jobs.length) % schemas.length];
    const own = tables.filter((table) => table.schema === schema);
    const path = `src/${schema}/${jobs[at % jobs.length]}${at < schemas.length * jobs.length ? "" : at}.ts`;
    const earlier = written.slice(-25);
    const uses = earlier.length === 0 ? undefined : pick(random, earlier);
    const file = new SourceFile(path, sessions[at % sessions.length], uses);
    for (let number = 0; number < queriesPerFile; number++) {
      let made;
      do {
        const shape = shapes[(at * queriesPerFile + number) % shapes.length];
        made = shape({ random, tables: own, table: pick(random, own), ...(uses && { relation: uses.name }) });
      } while (seen.has(made.sql));
      seen.add(made.sql);
      file.add(made, number);
    }
    let text = file.text();
    if (wrong) {
      for (let number = at % 5; number < queriesPerFile; number += 3) {
        const kind = kinds[(at + number) % kinds.length];
        const marked = blunders[kind](text, number);
        if (marked === undefined) continue;
        text = marked.text;
        mistakes.push({ file: path, line: marked.line, kind });
      }
    }
    files.set(path, text);
    written.push({ path, name: file.relation, digest: file.digest });
  }
  return { files, queries: count * queriesPerFile, mistakes };
}

const queriesPerFile = 5;
const jobs = "daily weekly customers margins stock cohorts alerts quality outlook archive".split(" ");

const support = Object.entries({
  "package.json":
    '{ "name": "reports", "version": "1.0.0", "private": true, "type": "module", "dbsql": { "catalog": "main" } }\n',
  "src/session.ts": `import { DatabricksSession } from "dbsql";

/** The session of the whole program. */
export const spark = await DatabricksSession.builder.getOrCreate();

/** The same session, for whoever waits for it. */
export async function connect(): Promise<DatabricksSession> {
  return spark;
}
`,
  "src/format.ts": `/** What one report says. */
export interface Report {
  readonly title: string;
  readonly lines: readonly string[];
  readonly rows: number;
}

export function join(...parts: readonly string[]): string {
  return parts.filter((part) => part !== "").join(", ");
}

export function percent(part: number, whole: number): string {
  return whole === 0 ? "–" : \`\${((100 * part) / whole).toFixed(1)} %\`;
}
`,
});
