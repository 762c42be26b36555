/** @typedef {{ path: string, name: string, digest: string }} Earlier */

const camel = (words) => words.map((word, at) => (at === 0 ? word : word[0].toUpperCase() + word.slice(1))).join("");
const types = { bigint: "bigint", "bigint[]": "bigint[]", string: "string", number: "number" };

/** Where a file has its session from. `open` and `close` go around its functions. */
export const sessions = [
  { head: 'import { spark } from "../session.js";', tag: "spark", indent: "" },
  {
    head: 'import { connect } from "../session.js";\n\nconst warehouse = await connect();',
    tag: "warehouse",
    indent: "",
  },
  { head: 'import * as runtime from "../session.js";', tag: "runtime.spark", indent: "" },
  {
    head: 'import type { DatabricksSession } from "dbsql";\nimport { spark } from "../session.js";\n\nexport interface Context {\n  readonly spark: DatabricksSession;\n  readonly user: string;\n}\n\nconst context: Context = { spark, user: "reports" };',
    tag: "context.spark",
    indent: "",
  },
  {
    head: 'import type { DatabricksSession } from "dbsql";\nimport { spark as shared } from "../session.js";',
    tag: "this.spark",
    indent: "  ",
  },
];

/** One file: functions around queries, each of which hands its rows to code that looks at every column. */
export class SourceFile {
  /** The exported query that later files read from. */
  relation;
  /** The exported function that later files call. */
  digest;
  #session;
  #uses;
  #functions = [];
  #names = [];
  #words;

  /** @param {string} path @param {(typeof sessions)[number]} session @param {Earlier | undefined} uses */
  constructor(path, session, uses) {
    this.#words = path.slice("src/".length, -".ts".length).split("/");
    this.relation = `${camel(this.#words)}Base`;
    this.digest = `${camel(this.#words)}Digest`;
    this.path = path;
    this.#session = session;
    this.#uses = uses;
  }

  /** @param {import("./shapes.mjs").Shaped} made @param {number} number */
  add({ sql, params, columns }, number) {
    const name = camel([["read", "load", "find", "list", "fetch"][number % 5], ...this.#words, String(number)]);
    this.#names.push({ name, params, columns });
    const method = this.#session.tag.startsWith("this.");
    const list = params.map(({ name: parameter, type }) => `${parameter}: ${types[type]}`).join(", ");
    const [first, second = first, third = second] = columns;
    const body = bodies[number % bodies.length]({ first, second, third, last: columns.at(-1), columns });
    const lines = [
      `/** ${columns.length} columns of ${this.#words[0]}, by ${params.map((one) => one.name).join(" and ") || "nothing"}: for the ${this.#words[1]} report. */`,
      `${method ? "" : "export "}async ${method ? "" : "function "}${name}(${list}) {`,
      `  const rows = await ${this.#session.tag}.sql\`${sql}\`.collect();`,
      ...body.map((line) => `  ${line}`),
      "}",
    ];
    const text = lines.join("\n");
    // The SQL's own lines stay where they are.
    this.#functions.push(method ? text.replace(/^(?=[^\n])/gm, "  ") : text);
  }

  text() {
    const { head, tag } = this.#session;
    const isClass = tag.startsWith("this.");
    const uses = this.#uses;
    const subject = this.#words[0];
    const imports = [
      uses && `import { ${uses.digest}, ${uses.name} } from "${relative(this.path, uses.path)}";`,
      'import { join, percent, type Report } from "../format.js";',
      head,
    ].filter(Boolean);
    const className = `${subject[0].toUpperCase()}${subject.slice(1)}Reader`;
    const functions = isClass
      ? `export class ${className} {\n  constructor(private readonly spark: DatabricksSession) {}\n\n${this.#functions.join("\n\n")}\n}\n\nconst reader = new ${className}(shared);`
      : this.#functions.join("\n\n");
    const base = isClass ? "shared" : tag;
    const calls = this.#names.map(({ name, params }) => {
      const values = params.map(({ type }) => sample[type]).join(", ");
      return `  const ${name}Result = await ${isClass ? "reader." : ""}${name}(${values});`;
    });
    return [
      imports.join("\n"),
      "",
      `/** What other reports of ${subject} start from. */`,
      `export const ${this.relation} = ${base}.sql\`SELECT id, name, day FROM main.${subject}.${["orders", "customers", "events"][this.#words[1].length % 3]} WHERE name <> '${this.#words.join("-")}'\`;`,
      "",
      functions,
      "",
      `/** One line for each query of this file. */`,
      `export async function ${this.digest}(): Promise<Report> {`,
      ...calls,
      `  const parts = [${this.#names.map(({ name }) => `...${name}Result.lines`).join(", ")}];`,
      uses ? `  const before = await ${uses.digest}();` : "  const before: Report = { title: '', lines: [], rows: 0 };",
      `  const total = ${this.#names.map(({ name }) => `${name}Result.rows`).join(" + ")};`,
      `  return { title: join("${this.#words.join(" ")}", percent(total, before.rows + 1)), lines: [...parts, ...before.lines.slice(0, 3)], rows: total };`,
      "}",
      "",
    ].join("\n");
  }
}

const sample = { bigint: "7n", "bigint[]": "[1n, 2n, 3n]", string: '"open"', number: "12" };

/** What is done with rows, in ways that also compile where a column is `unknown`. */
const bodies = [
  ({ first, second, last }) => [
    `const seen = new Set(rows.map((row) => String(row.${first})));`,
    "const lines: string[] = [];",
    "for (const row of rows) {",
    `  if (row.${second} === null || row.${second} === undefined) continue;`,
    `  const label = \`\${row.${first}}: \${row.${second}} (\${row.${last}})\`;`,
    "  lines.push(label.length > 80 ? label.slice(0, 80) : label);",
    "}",
    "const first = rows[0];",
    `const title = first === undefined ? "nothing" : join(String(first.${first}), String(first.${last}));`,
    'return { title, lines, rows: seen.size, kind: "list" as const };',
  ],
  ({ first, second, third }) =>
    [
      "const groups = new Map<string, typeof rows>();",
      "for (const row of rows) {",
      `  const key = String(row.${second} ?? "none");`,
      "  const group = groups.get(key) ?? [];",
      "  group.push(row);",
      "  groups.set(key, group);",
      "}",
      "const first = rows[0];",
      "const lines = [...groups].map(([key, group]) => {",
      `  const names = group.map(({ ${first}, ${third} }) => \`\${${first}}/\${${third}}\`);`,
      '  return `${key}: ${names.join(", ")} ${percent(group.length, rows.length)}`;',
      "});",
      `return { title: String(first?.${first}), lines, rows: groups.size, kind: "groups" as const };`,
    ].map((line) => (first === third ? line.replace(`{ ${first}, ${third} }`, `{ ${first} }`) : line)),
  ({ first, second, last, columns }) => [
    `const sorted = [...rows].sort((a, b) => String(a.${second}).localeCompare(String(b.${second})));`,
    "const first = sorted[0];",
    "const shown = sorted.map((row, index) => ({",
    "  ...row,",
    "  position: index + 1,",
    `  label: [row.${first}, row.${last}].map(String).join(" · "),`,
    `  filled: [${columns
      .slice(0, 6)
      .map((name) => `row.${name}`)
      .join(", ")}].filter((value) => value !== null).length,`,
    "}));",
    "const lines = shown.filter(({ filled }) => filled > 1).map(({ position, label }) => `${position}. ${label}`);",
    `const title = join(String(first?.${first}), String(shown.length));`,
    'return { title, lines, rows: shown.length, kind: "sorted" as const };',
  ],
  ({ first, second, third }) => [
    "const first = rows[0];",
    `type Row = NonNullable<typeof first>;`,
    `const describe = (row: Row): string => \`\${row.${first}} \${row.${second}} \${row.${third}}\`;`,
    "const summary = rows.reduce<{ longest: string; count: number; missing: number }>(",
    "  (state, row) => ({",
    "    longest: describe(row).length > state.longest.length ? describe(row) : state.longest,",
    "    count: state.count + 1,",
    `    missing: state.missing + (row.${second} === null ? 1 : 0),`,
    "  }),",
    '  { longest: "", count: 0, missing: 0 },',
    ");",
    "const lines = [summary.longest, percent(summary.missing, summary.count)];",
    'return { title: first === undefined ? "empty" : describe(first), lines, rows: summary.count, kind: "fold" as const };',
  ],
  ({ first, second, last }) => [
    `const pairs = Object.fromEntries(rows.map((row) => [String(row.${first}), { value: row.${second}, other: row.${last} }]));`,
    "const first = rows[0];",
    "const lines = Object.entries(pairs).flatMap(([key, { value, other }]) => {",
    "  if (Object.is(value, other)) return [];",
    "  const text = `${key} = ${value}`;",
    "  return other === null ? [text] : [text, `${key} (${other})`];",
    "});",
    "const longest = Math.max(0, ...lines.map((line) => line.length));",
    `const title = longest > 40 ? "long" : String(first?.${second});`,
    'return { title, lines, rows: Object.keys(pairs).length, kind: "pairs" as const };',
  ],
];

/** @param {string} from @param {string} to */
function relative(from, to) {
  const [a, b] = [from.split("/"), to.split("/")];
  const name = `${b.at(-1).replace(/\.ts$/, ".js")}`;
  return a[1] === b[1] ? `./${name}` : `../${b[1]}/${name}`;
}
