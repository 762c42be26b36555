import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { catalog } from "../../src/analysis/index.js";
import { root, runCli } from "./run-cli.js";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "dbsql-explain-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const codes = Object.values(catalog)
  .map((row) => row.code)
  .sort();

describe("dbsql explain", () => {
  it.each([["DBSQL1501"], ["1501"], ["dbsql1501"], ["MISSING_AGGREGATION"]])(
    "%s: the page, with a query before and after",
    async (word) => {
      const { code, stdout, stderr } = await runCli(["explain", word]);
      expect([code, stderr]).toEqual([0, ""]);
      expect(stdout).toContain("error DBSQL1501  … is neither grouped by");
      expect(stdout).toContain("✗ SELECT name, count(*) AS n FROM employees GROUP BY dept_id\n");
      expect(stdout).toContain("✓ SELECT any_value(name) AS name");
      expect(stdout).toContain("Spark's error class: MISSING_AGGREGATION");
    },
  );

  it("takes a class of Spark's for the row under which it is reported", async () => {
    expect((await runCli(["explain", "DATATYPE_MISMATCH.INVALID_MAP_KEY_TYPE"])).stdout).toContain("DBSQL1401");
  });

  it("tells all of it to programs", async () => {
    const { stdout } = await runCli(["explain", "1201", "1102", "--json"]);
    const [first, second] = stdout
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(first).toMatchObject({
      code: "DBSQL1201",
      severity: "error",
      errorClass: "UNRESOLVED_COLUMN.WITH_SUGGESTION",
      example: { wrong: "SELECT nme FROM employees", right: "SELECT name FROM employees" },
    });
    expect(second).toMatchObject({ code: "DBSQL1102", severity: "information" });
    expect(second).not.toHaveProperty("errorClass");
  });

  it("lists all of them, and knows what was meant", async () => {
    const lines = (await runCli(["explain"])).stdout.trim().split("\n");
    expect(lines.map((line) => line.trim().split(" ")[0])).toEqual(codes);
    expect(await runCli(["explain", "MISSING_AGREGATION"])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining("Did you mean MISSING_AGGREGATION?"),
    });
  });

  it("writes a page of Markdown for each, and the package holds them", async () => {
    expect((await runCli(["explain", "--write", folder])).code).toBe(0);
    expect((await readdir(folder)).sort()).toEqual([...codes.map((code) => `${code}.md`), "README.md"].sort());
    const page = await readFile(join(folder, "DBSQL1201.md"), "utf8");
    expect(page).toBe(await readFile(join(root, "dist/docs/diagnostics/DBSQL1201.md"), "utf8"));
    expect(page).toMatch(/^# DBSQL1201: There is no column … here\.\n/);
  });
});
