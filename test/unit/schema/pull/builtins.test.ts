import { describe, expect, it } from "vitest";
import type { SchemaFile } from "../../../../src/schema/index.js";
import {
  isOfBuiltins,
  mergeCache,
  parsePattern,
  pullSchemas,
  readBuiltins,
  withBuiltins,
} from "../../../../src/schema/pull/index.js";
import { denied, fakeSession, here } from "./fake-catalog.js";

const isKnown = (name: string): boolean => name === "abs";
const listed = (...names: readonly string[]) => ({
  "SHOW ALL FUNCTIONS": names.map((name) => ({ function: name })),
});
const namesOf = (file: SchemaFile | undefined) => file?.functions.map(({ name }) => name);

describe("the builtin functions of a server", () => {
  it("are those beyond Spark's, without operators and users' functions", async () => {
    const session = fakeSession({
      rows: listed("abs", "AI_Query", "ai_query", "||", "main.sales.abs2", "h3_toparent"),
    });
    const found = await readBuiltins(session, isKnown);
    expect(namesOf(found)).toEqual(["ai_query", "h3_toparent"]);
    expect(found).toMatchObject({ catalog: "system", schema: "builtin", complete: false, functionsComplete: false });
  });

  it("stay as they were where the server does not list them, and go with the server", async () => {
    const first = await readBuiltins(fakeSession({ rows: listed("ai_query") }), isKnown);
    const rows = { ...here, "SHOW TABLES IN `main`.`sales`": [], "SHOW VIEWS IN `main`.`sales`": [] };
    const pulled = await pullSchemas({ session: fakeSession({ rows }), patterns: [parsePattern("main.sales.*")] });
    for (const only of [false, true]) {
      const cache = withBuiltins(mergeCache([first!], pulled, { only }), undefined);
      expect(cache.filter(isOfBuiltins).map(namesOf)).toEqual([["ai_query"]]);
    }
    expect(withBuiltins([first!], await readBuiltins(fakeSession({ rows: listed("abs") }), isKnown))).toEqual([]);
    const refused = { "SHOW ALL FUNCTIONS": denied("functions") };
    expect(await readBuiltins(fakeSession({ rows: refused }), isKnown)).toBeUndefined();
  });
});
