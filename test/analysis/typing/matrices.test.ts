import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { castAllowed, castCanBeNull, sameType, storeAssignable, widest } from "../../../src/analysis/typing/index.js";
import { readType, writeType } from "../../../src/functions/notation.js";

const linesOf = (file: string): readonly string[] =>
  readFileSync(new URL(file, import.meta.url), "utf8")
    .split("\n")
    .filter((line) => line !== "" && !line.startsWith("#"));
const listed = (text: string): readonly string[] => text.split("; ").filter((part) => part !== "");

describe("what Spark 4.2 answered", () => {
  const rows = linesOf("casts-4.2.txt").map((line) => {
    const at = line.indexOf(": ");
    const [casts = "", stores = ""] = line.slice(at + 2).split("\t");
    return { from: line.slice(0, at), casts: listed(casts), stores: listed(stores) };
  });
  const types = rows.map((row) => row.from);
  const stored = types.filter((type) => rows.some((row) => row.stores.includes(type)));

  it.each(rows)("CAST from $from", ({ from, casts }) => {
    const ours = types.flatMap((to) => {
      if (castAllowed(readType(from), readType(to)) !== true) return [];
      return [castCanBeNull(readType(from), readType(to)) || from === "void" ? `${to}?` : to];
    });
    expect(ours).toEqual(casts);
  });

  it.each(rows.filter((row) => row.stores.length > 0))("INSERT of $from", ({ from, stores }) => {
    const ours = stored.filter((to) => storeAssignable(readType(from), readType(to)));
    expect([...ours].sort()).toEqual([...stores].sort());
  });

  it("where two types meet", () => {
    const wanted = new Map(
      linesOf("meetings-4.2.txt").flatMap((line) => {
        const [left = "", rights = "", result = ""] = line.split(" | ");
        return listed(rights).map((right) => [`${left} + ${right}`, result] as const);
      }),
    );
    expect(wanted.size).toBeGreaterThan(290);
    const wrong = types.flatMap((left) =>
      types.flatMap((right) => {
        const met = widest(readType(left), readType(right));
        const want = wanted.get(`${left} + ${right}`);
        const same = met && want ? sameType(met, readType(want), true) : met === undefined && want === undefined;
        return same ? [] : [`${left} + ${right}: Spark ${want}, we ${met && writeType(met)}`];
      }),
    );
    expect(wrong).toEqual([]);
  });
});
