import { describe, expect, it } from "vitest";
import type { Environment } from "../../plugin/inject/inspect.js";
import type { Memory, Remembered } from "../../plugin/inject/workspace.js";
import { analyze } from "../../src/analysis/index.js";
import { emptyLookup } from "../../src/schema/index.js";
import { workspaceOf } from "./stub.js";

const prelude = 'import { DatabricksSession } from "dbsql"; declare const spark: DatabricksSession;\n';

/** The rows of the queries of a file, in their order. */
function rowsOf(lines: readonly string[]): readonly string[] {
  const environment = { analyze, schemas: emptyLookup, version: "1" };
  const { queries } = workspaceOf({ "/p/a.ts": prelude + lines.join("\n") }, environment).inspect("/p/a.ts")!;
  return queries.map(({ typing }) => /^\{ row: (.*); params:/.exec(typing)?.[1] ?? typing);
}

const unknown = "{ [column: string]: unknown }";

it.each<[string, readonly string[], readonly string[]]>([
  [
    "has the type of its declaration, wherever that stands in the file",
    ["await spark.sql`SELECT v, session.v AS w`;", "await spark.sql`DECLARE OR REPLACE VARIABLE v INT DEFAULT 1`;"],
    ['{ v: import("dbsql").Int | null; w: import("dbsql").Int | null }', unknown],
  ],
  [
    "has the type of its default, which may name others",
    ["spark.sql`DECLARE a = 'x'`;", "spark.sql`DECLARE b = a || 'y'`;", "spark.sql`SELECT b`;"],
    [unknown, unknown, "{ b: string | null }"],
  ],
  [
    "is of unknown type where declarations differ",
    ["spark.sql`DECLARE v INT`;", "spark.sql`DECLARE OR REPLACE V STRING`;", "spark.sql`SELECT v`;"],
    [unknown, unknown, "{ v: unknown }"],
  ],
  [
    "is declared by a call and by a text that is executed too",
    ['spark.sql("DECLARE v STRING");', "spark.sql`EXECUTE IMMEDIATE 'DECLARE w STRING'`;", "spark.sql`SELECT v, w`;"],
    [unknown, "{ v: string | null; w: string | null }"],
  ],
  [
    "is none of another block: a script's own ends with the script",
    ["spark.sql`BEGIN DECLARE v INT; SELECT v; END`;", "spark.sql`SELECT v`;"],
    ['{ v: import("dbsql").Int | null }', "{ v: unknown }"],
  ],
])("a session variable %s", (_, lines, rows) => {
  expect(rowsOf(lines)).toEqual(rows);
});

it.each<[string, readonly string[], readonly string[]]>([
  [
    "is left where a default names itself, however often it is read",
    ["spark.sql`DECLARE OR REPLACE v = array(v)`;", "spark.sql`SELECT v`;"],
    [unknown, "{ v: unknown }"],
  ],
  [
    "is followed through defaults that later queries give",
    [
      "spark.sql`DECLARE c = b`;",
      "spark.sql`DECLARE b = a`;",
      "spark.sql`DECLARE a = DATE '2026-01-01'`;",
      "spark.sql`SELECT c`;",
    ],
    [unknown, unknown, unknown, '{ c: import("dbsql").Temporal.PlainDate | null }'],
  ],
  [
    "is unknown where the default names one of which that is unknown",
    [
      "spark.sql`DECLARE a INT`;",
      "spark.sql`DECLARE b = a`;",
      "spark.sql`DECLARE OR REPLACE a STRING`;",
      "spark.sql`SELECT b`;",
    ],
    [unknown, unknown, unknown, "{ b: unknown }"],
  ],
  [
    "outlives the script that executes its declaration, and a statement that drops it",
    [
      "spark.sql`BEGIN EXECUTE IMMEDIATE 'DECLARE v INT'; END`;",
      "spark.sql`DROP TEMPORARY VARIABLE v`;",
      "spark.sql`DROP TEMPORARY VARIABLE IF EXISTS session.v`;",
      "spark.sql`SELECT v`;",
    ],
    [unknown, unknown, unknown, '{ v: import("dbsql").Int | null }'],
  ],
])("the type of a session variable %s", (_, lines, rows) => {
  expect(rowsOf(lines).slice(-1)).toEqual(rows.slice(-1));
});

/** What is said of the queries of a program, each file asked about in the order that it is written in. */
function saidOf(files: Readonly<Record<string, string>>, asked = Object.keys(files)): readonly string[] {
  const texts = Object.fromEntries(Object.entries(files).map(([name, text]) => [`/p/${name}`, prelude + text]));
  const workspace = workspaceOf(texts, { analyze, schemas: emptyLookup, version: "1" });
  for (const name of asked) workspace.outline(`/p/${name}`);
  return asked.flatMap((name) => {
    const { queries, calls } = workspace.inspect(`/p/${name}`)!;
    return [...queries, ...calls].flatMap(({ analysis }) => analysis.diagnostics.map(({ code }) => `${name} ${code}`));
  });
}

const use = "spark.sql`SELECT x + 1 AS y`; spark.sql`SELECT session.x AS z`;";

describe("a variable that another file declares", () => {
  it.each<[string, Readonly<Record<string, string>>, readonly string[]]>([
    ["nowhere", { "use.ts": use, "setup.ts": "spark.sql`SELECT 1 AS x`;" }, ["use.ts DBSQL1202", "use.ts DBSQL1106"]],
    ["in a template", { "use.ts": use, "setup.ts": "spark.sql`DECLARE x INT DEFAULT 1`;" }, []],
    ["in a call", { "use.ts": use, "setup.ts": 'spark.sql("declare variable x int");' }, []],
    ["among others", { "use.ts": use, "setup.ts": "spark.sql`DECLARE OR REPLACE VARIABLE w, X DEFAULT 1.5`;" }, []],
    ["with a hole", { "use.ts": use, "setup.ts": "spark.sql`DECLARE x DEFAULT ${1 + 1}`;" }, []],
    [
      "in two files, with another type each",
      { "a.ts": "spark.sql`DECLARE x STRING`;", "use.ts": use, "b.ts": "spark.sql`DECLARE x DATE`;" },
      [],
    ],
    ["of the wrong type", { "use.ts": use, "a.ts": "spark.sql`DECLARE x ARRAY<INT>`;" }, ["use.ts DBSQL1402"]],
    [
      "of a script only",
      { "use.ts": use, "a.ts": "spark.sql`BEGIN DECLARE x INT; SELECT x; END`;" },
      ["use.ts DBSQL1202", "use.ts DBSQL1106"],
    ],
    [
      "with a tag of another library",
      { "use.ts": use, "a.ts": "const sql = String.raw; sql`DECLARE x INT`; spark.sql`SELECT 1 AS declare`;" },
      ["use.ts DBSQL1202", "use.ts DBSQL1106"],
    ],
    [
      "but a column wins",
      {
        "use.ts": "spark.sql`SELECT x.y FROM (SELECT named_struct('y', 1) AS x)`;",
        "a.ts": "spark.sql`DECLARE x INT`;",
      },
      [],
    ],
  ])("%s", (_, files, said) => {
    expect(saidOf(files)).toEqual(said);
    expect([...saidOf(files, Object.keys(files).reverse())].sort()).toEqual([...said].sort());
  });
});

describe("an edit of the declaring file", () => {
  class Kept implements Memory {
    readonly files = new Map<string, Remembered>();
    get(path: string): Remembered | undefined {
      return this.files.get(path);
    }
    set(path: string, remembered: Remembered): void {
      this.files.set(path, remembered);
    }
    digest(text: string): string {
      return text;
    }
  }
  const files = {
    "/p/use.ts": `${prelude}spark.sql\`SELECT x + 1 AS y\`;`,
    "/p/other.ts": `${prelude}spark.sql\`SELECT 1 AS one\`;`,
    "/p/wrong.ts": `${prelude}spark.sql\`SELECT wy\`;`,
    "/p/setup.ts": `${prelude}spark.sql\`DECLARE x INT\`;`,
  };
  type Edit = readonly [what: string, setup: string | undefined, again: readonly string[], said: string];
  const edits: readonly Edit[] = [
    ["nothing", files["/p/setup.ts"], [], ""],
    ["a remark", `${files["/p/setup.ts"]}// more`, ["setup"], ""],
    ["the type", `${prelude}spark.sql\`DECLARE x ARRAY<INT>\`;`, ["setup", "use", "wrong"], "DBSQL1402"],
    ["the name", `${prelude}spark.sql\`DECLARE why INT\`;`, ["setup", "use", "wrong"], "DBSQL1202"],
    ["another name too", `${prelude}spark.sql\`DECLARE x, wyy INT\`;`, ["setup", "wrong"], ""],
    ["no declaration any more", `${prelude}spark.sql\`SELECT 2 AS two\`;`, ["setup", "use", "wrong"], "DBSQL1202"],
    ["no file any more", undefined, ["use", "wrong"], "DBSQL1202"],
  ];
  const counting = (): Environment & { readonly asked: Set<string> } => {
    const asked = new Set<string>();
    const names = Object.entries(files).map(([path, text]) => [path, /sql`(.*)`/.exec(text)![1]!] as const);
    return {
      asked,
      schemas: emptyLookup,
      version: "1",
      analyze: (text, options) => {
        const path = names.find(([, sql]) => sql === text)?.[0] ?? "/p/setup.ts";
        asked.add(path.slice(3, -3));
        return analyze(text, options);
      },
    };
  };

  it.each(edits)("%s: the files that it may matter to are analysed again, in one run", (_, setup, again, said) => {
    const texts: Record<string, string> = { ...files };
    const environment = counting();
    const workspace = workspaceOf(texts, environment);
    for (let twice = 0; twice < 2; twice++) for (const path of Object.keys(files)) workspace.outline(path);
    environment.asked.clear();
    if (setup === undefined) delete texts["/p/setup.ts"];
    else texts["/p/setup.ts"] = setup;
    // Whoever edits a file shows it first.
    for (const path of Object.keys(files).reverse()) workspace.outline(path);
    expect([...environment.asked].sort()).toEqual(again);
    const [query] = workspace.inspect("/p/use.ts")!.queries;
    expect(query!.analysis.diagnostics.map(({ code }) => code).join()).toBe(said);
    expect(
      workspace
        .outline("/p/use.ts")!
        .diagnostics.map(({ code }) => code)
        .join(),
    ).toBe(said);
  });

  it.each(edits)("%s: the same in the next run", (_, setup, again, said) => {
    const memory = new Kept();
    const first = workspaceOf(files, counting(), { memory });
    for (let twice = 0; twice < 2; twice++) for (const path of Object.keys(files)) first.outline(path);
    const texts: Record<string, string> = { ...files };
    if (setup === undefined) delete texts["/p/setup.ts"];
    else texts["/p/setup.ts"] = setup;
    const environment = counting();
    const second = workspaceOf(texts, environment, { memory });
    for (const path of Object.keys(files).reverse()) second.outline(path);
    // What a file declares is read in every run.
    environment.asked.delete("setup");
    expect([...environment.asked].sort()).toEqual(again.filter((name) => name !== "setup"));
    expect(
      second
        .outline("/p/use.ts")!
        .diagnostics.map(({ code }) => code)
        .join(),
    ).toBe(said);
  });

  it("is offered to whoever writes in a file that does not name it yet", () => {
    const workspace = workspaceOf(files, counting());
    expect(workspace.inspect("/p/other.ts")!.queries[0]!.options.variables).toBeUndefined();
    workspace.outline("/p/setup.ts");
    expect(workspace.inspect("/p/other.ts")!.queries[0]!.options.variables).toHaveLength(1);
  });
});
