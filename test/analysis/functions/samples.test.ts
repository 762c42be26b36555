import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { replay } from "../../../scripts/probe/replay.js";
import { readSamples } from "../../../scripts/probe/samples.js";

const facts = readSamples(readFileSync(new URL("samples-4.2.txt", import.meta.url), "utf8"));

/** Calls whose answer hangs on what Spark does with two collations, where we say another one or none. */
const knownMisses: Readonly<Record<string, number>> = { elt: 2, lpad: 19, rpad: 19, str_to_map: 2 };

it("explains every call that Spark 4.2 accepted: result type, nested nullability, nullability, and refuses none", () => {
  const misses = new Map<string, string[]>();
  let count = 0;
  for (const [name, { samples }] of Object.entries(facts.functions))
    for (const sample of samples) {
      count++;
      const verdict = replay(facts, name, sample);
      if (verdict?.type === "exact" && verdict.nulls !== "wrong") continue;
      const said = `${sample.args.join()}: Spark ${sample.type} ${sample.nulls}, we ${verdict?.got}`;
      misses.set(name, [...(misses.get(name) ?? []), said]);
    }
  expect(count).toBeGreaterThan(31_000);
  const unexpected = [...misses].filter(([name, said]) => said.length > (knownMisses[name] ?? 0));
  expect(unexpected).toEqual([]);
});
