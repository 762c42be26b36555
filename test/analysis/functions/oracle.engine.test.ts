import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { values } from "../../../scripts/probe/basis.js";
import { type Basis, judge, type Trial, trialsOf, type Verdict } from "../../../scripts/probe/compare.js";
import { accepted, Server } from "../../../scripts/probe/server.js";
import { resolveOperator } from "../../../src/analysis/typing/index.js";
import { catalog } from "../../../src/functions/catalog/index.js";

/** Answers that differ from Spark's and are known to: see "known misses" in `src/analysis/typing/README.md`. */
const knownMisses: readonly RegExp[] = [
  /^`(try_)?to_time`\(.*NULL\): /, // Spark calls a NULL pattern's result a STRING.
];
const wrong: ReadonlySet<Verdict> = new Set(["false refusal", "wrong type", "wrong nullability", "wrong name"]);

let server: Server;
let basis: Basis;
beforeAll(async () => {
  server = await Server.connect(process.env.DBSQL_TEST_SPARK ?? "");
  const columns = await server.ask("SELECT * FROM p");
  if (!accepted(columns)) throw new RangeError(columns.message);
  basis = { columns: new Map(columns.map((column) => [column.name, column])), literals: values };
});
afterAll(() => server.close());

async function compare(
  groups: readonly (readonly Trial[])[],
): Promise<{ counts: Record<string, number>; said: string[] }> {
  const counts: Record<string, number> = {};
  const said: string[] = [];
  const queue = [...groups];
  const work = async (): Promise<void> => {
    for (let group = queue.pop(); group; group = queue.pop()) {
      const answers = await server.askAll(group.map((trial) => trial.sql));
      for (const [i, trial] of group.entries()) {
        const answer = answers[i];
        if (!answer) continue;
        const { verdict, detail } = judge(trial, answer);
        counts[verdict] = (counts[verdict] ?? 0) + 1;
        if (wrong.has(verdict) && !knownMisses.some((known) => known.test(detail))) said.push(`${verdict}: ${detail}`);
      }
    }
  };
  await Promise.all([work(), work(), work(), work()]);
  return { counts, said };
}

/**
 * What we take goes in few statements; what we refuse is asked one by one, as one refusal fails a whole statement,
 * and only a third of it, as an error costs a server most.
 */
function inGroups(trials: readonly Trial[], size: number): (readonly Trial[])[] {
  const taken = trials.filter((trial) => trial.ours.kind !== "refused");
  const refused = trials.filter((trial) => trial.ours.kind === "refused").filter((_, i) => i % 3 === 0);
  const groups = Array.from({ length: Math.ceil(taken.length / size) }, (_, i) =>
    taken.slice(i * size, (i + 1) * size),
  );
  return [...groups, ...refused.map((trial) => [trial])];
}

describe("against a running Spark", () => {
  it("types calls of every function as the server does, and refuses nothing that it takes", {
    timeout: 600_000,
  }, async () => {
    const groups = catalog.flatMap((row) =>
      [row.name, ...(row.aliases ?? [])].flatMap((name) =>
        inGroups(
          trialsOf(row, name, basis, name === row.name ? ["i32", "str"] : []),
          row.kind === "generator" ? 1 : 20,
        ),
      ),
    );
    const { counts, said } = await compare(groups);
    expect(said).toEqual([]);
    expect(counts.exact).toBeGreaterThan(2_500);
  });

  it("types operators over pairs of types as the server does", { timeout: 600_000 }, async () => {
    const keys = [...Object.keys(values).filter((key) => !["win", "kv", "mss", "ab", "abin", "adate"].includes(key))];
    const operators = ["+", "-", "*", "/", "%", "div", "=", "<", "<=>", "and", "or", "&", "^", "<<", "like", "||"];
    const trials = operators.flatMap((op, k) =>
      keys.flatMap((left, i) =>
        keys.flatMap((right, j) => ((i * 31 + j * 7 + k) % 11 === 0 ? [operatorTrial(op, left, right)] : [])),
      ),
    );
    const { counts, said } = await compare(inGroups(trials, 12));
    expect(said).toEqual([]);
    expect((counts.exact ?? 0) + (counts["both refuse"] ?? 0)).toBeGreaterThan(700);
    expect(counts["other error class"] ?? 0).toBeLessThan(30);
    expect(counts["missed refusal"] ?? 0).toBeLessThan(10);
  });
});

function operatorTrial(op: string, left: string, right: string): Trial {
  const args = [left, right].map((key) => {
    const column = basis.columns.get(key);
    return { type: column?.type ?? { kind: "void" as const }, nullable: false, name: key };
  });
  return { sql: `\`${left}\` ${op} \`${right}\``, name: op, ours: resolveOperator(op, args), printed: undefined };
}
