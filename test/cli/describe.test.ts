import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runCli, runCliOn } from "./run-cli.js";

let folder: string;
let right: string;
let wrong: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "dbsql-describe-"));
  [right, wrong] = [join(folder, "right.sql"), join(folder, "wrong.sql")];
  writeFileSync(right, "\ufeffSELECT 1 AS a, cast(NULL AS STRING) AS b LIMIT :n\n");
  writeFileSync(wrong, "SELECT 1 AS a\nFORM t\n");
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("dbsql describe", () => {
  it("tells the columns of a text on standard input", async () => {
    expect(await runCliOn("SELECT 1 AS a, cast(NULL AS STRING) AS b LIMIT :n\n", ["describe", "-"])).toEqual({
      code: 0,
      signal: null,
      stdout: "standard input\n  a  int NOT NULL\n  b  string\n  :n  int\n",
      stderr: "",
    });
  });

  it("tells those of files, each by its name, and exits 1 when one is wrong", async () => {
    const one = await runCli(["describe", right]);
    expect(one).toMatchObject({ code: 0, stdout: `${right}\n  a  int NOT NULL\n  b  string\n  :n  int\n` });
    const two = await runCli(["describe", right, wrong]);
    expect([two.code, two.stderr]).toEqual([1, ""]);
    expect(two.stdout).toMatch(
      /wrong\.sql\n {2}columns: unknown\n {2}2:1 error DBSQL1000: Syntax error at or near 'FORM'\.\n$/,
    );
  });

  it.each<[string, readonly string[], readonly string[]]>([
    ["before it", ["DECLARE x BIGINT DEFAULT 1", "SELECT x + 1 AS y"], ["", "y bigint"]],
    ["behind it", ["SELECT x + 1 AS y", "DECLARE VARIABLE w, x BIGINT"], ["y bigint", ""]],
    ["in a default of another", ["DECLARE a = b", "SELECT a AS y", "DECLARE b DATE"], ["", "y date", ""]],
    ["twice", ["DECLARE x INT", "SELECT x AS y", "DECLARE OR REPLACE x DATE"], ["", "y unknown", ""]],
    ["and drops", ["DECLARE x INT", "DROP TEMPORARY VARIABLE x", "SELECT x AS y"], ["", "DBSQL1103", "y int"]],
    ["nowhere", ["SELECT x AS y", "SELECT 1 AS x"], ["y unknown DBSQL1202", "x int"]],
    ["for a column", ["DECLARE x INT", "SELECT x AS y FROM (SELECT 'a' AS x)"], ["", "y string"]],
  ])("knows a session variable that another file declares %s", async (_, texts, expected) => {
    const files = texts.map((text, at) => {
      const file = join(folder, `variable-${at}.sql`);
      writeFileSync(file, text);
      return file;
    });
    const { stdout } = await runCli(["describe", "--json", ...files]);
    interface Line {
      readonly columns: readonly { readonly name: string; readonly type: string }[] | null;
      readonly diagnostics: readonly { readonly code: string }[];
    }
    const described = stdout
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as Line);
    expect(
      described.map(({ columns, diagnostics }) =>
        [...(columns ?? []).map(({ name, type }) => `${name} ${type}`), ...diagnostics.map(({ code }) => code)].join(
          " ",
        ),
      ),
    ).toEqual(expected);
  });

  it("is one object a text for programs, with the place of what is wrong", async () => {
    const { code, stdout } = await runCliOn("SELEC 1", ["describe", "--json", right, "-"]);
    expect([
      code,
      ...stdout
        .trim()
        .split("\n")
        .map((line) => JSON.parse(line) as unknown),
    ]).toEqual([
      1,
      {
        file: right,
        columns: [
          { name: "a", type: "int", nullable: false },
          { name: "b", type: "string", nullable: true },
        ],
        parameters: [{ name: "n", use: "value", type: "int", start: 47, end: 49 }],
        diagnostics: [],
      },
      {
        file: "-",
        columns: null,
        parameters: [],
        diagnostics: [
          {
            code: "DBSQL1000",
            errorClass: "PARSE_SYNTAX_ERROR",
            message: "Syntax error at or near 'SELEC'.",
            severity: "error",
            start: 0,
            end: 5,
          },
        ],
      },
    ]);
  });

  it.each([
    ["no file", [], /^error: Name the SQL files, or `-` for standard input\.\n {2}See `dbsql describe --help`\.\n$/],
    ["a file that is not there", ["nowhere.sql"], /^error: Cannot read nowhere\.sql: name an SQL file, or `-` for/],
    ["a folder", ["src"], /^error: Cannot read src: name an SQL file/],
  ])("cannot run with %s", async (_, args, stderr) => {
    expect(await runCli(["describe", ...args])).toMatchObject({
      code: 2,
      stdout: "",
      stderr: expect.stringMatching(stderr),
    });
  });

  it("tells programs what was wrong with a file by a code of its own", async () => {
    const { stdout, stderr } = await runCli(["describe", "--json", "nowhere.sql"]);
    expect(stdout + stderr).toContain('"code":"DBSQL_UNREADABLE_FILE"');
  });
});
