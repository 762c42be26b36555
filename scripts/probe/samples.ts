import type { Facts, Sample } from "./facts.js";

/**
 * The accepted calls in few bytes, for a test that needs no server. A block for each function; a line for each
 * result, `type nulls`, and the arguments that give it: `first|other second,third` stands for every combination.
 * Calls with constants and lambdas are left out, and those of several arguments with NULL among them.
 */
export function writeSamples(facts: Facts): string {
  const lines = [
    `# Spark ${facts.spark}: accepted calls over the basis view. Written by scripts/probe; see scripts/probe/samples.ts.`,
    ...Object.entries(facts.basis).map(([key, type]) => `@${key} ${type}`),
  ];
  for (const [name, fn] of Object.entries(facts.functions)) {
    const results = new Map<string, Map<string, string[]>>();
    const seen = new Set<string>();
    for (const { args, type, nulls } of fn.samples) {
      if (args.some((key) => key.startsWith("lit ") || key === "lambda")) continue;
      if (args.length > 1 && args.includes("void")) continue;
      if (seen.has(args.join())) continue;
      seen.add(args.join());
      const heads = results.get(`${type}\t${nulls}`) ?? new Map<string, string[]>();
      results.set(`${type}\t${nulls}`, heads);
      const head = args.slice(0, -1).join(" ");
      heads.set(head, [...(heads.get(head) ?? []), args.at(-1) ?? "-"]);
    }
    if (results.size > 0) lines.push(`# ${name} ${fn.kind ?? "scalar"}`);
    for (const [result, heads] of results) {
      const merged = new Map<string, string[]>();
      for (const [head, tails] of heads) merged.set(tails.join(), [...(merged.get(tails.join()) ?? []), head]);
      const calls = [...merged].map(([tails, starts]) =>
        starts.join() === "" ? tails : `${starts.join("|")} ${tails}`,
      );
      lines.push(`${result}\t${calls.join("; ")}`);
    }
  }
  return `${lines.join("\n")}\n`;
}

/** Reads what `writeSamples` wrote. */
export function readSamples(text: string): Facts {
  const basis: Record<string, string> = {};
  const functions: Record<string, Facts["functions"][string]> = {};
  let samples: Sample[] = [];
  let spark = "";
  for (const line of text.split("\n")) {
    const version = /^# Spark (\S+):/.exec(line);
    const head = /^# (\S+) (\w+)$/.exec(line);
    if (version) spark = version[1] ?? "";
    else if (head) {
      samples = [];
      const kind = head[2] as "scalar";
      functions[head[1] ?? ""] = { ...empty, kind, samples };
    } else if (line.startsWith("@")) basis[line.slice(1, line.indexOf(" "))] = line.slice(line.indexOf(" ") + 1);
    else if (line !== "") {
      const [type = "", nulls = "", calls = ""] = line.split("\t");
      for (const args of calls.split("; ").flatMap(expand)) samples.push({ args, type, nulls, printed: "" });
    }
  }
  return { spark, basis, functions };
}

const empty = { usage: "", nondeterministic: false, arity: {}, required: {}, named: [], clauses: {}, bare: false };

function expand(call: string): readonly (readonly string[])[] {
  const space = call.lastIndexOf(" ");
  const tails = call.slice(space + 1).split(",");
  const heads =
    space < 0
      ? [[]]
      : call
          .slice(0, space)
          .split("|")
          .map((head) => head.split(" ").filter((key) => key !== ""));
  return heads.flatMap((head) => tails.map((tail) => (tail === "-" ? [] : [...head, tail])));
}
