import { readFile, writeFile } from "node:fs/promises";
import { catalog, findFunction } from "../../src/functions/catalog/index.js";
import { askFacts } from "./ask.js";
import { draftRow } from "./draft.js";
import type { Facts } from "./facts.js";
import { replay } from "./replay.js";
import { writeSamples } from "./samples.js";
import { Server } from "./server.js";

const help = `Asks a running Spark what its functions make of every type, and holds our table against it.

  node scripts/probe/main.mjs ask facts.json [name …]     asks the server of SPARK_REMOTE (sc://host:port; some minutes)
  node scripts/probe/main.mjs diff facts.json             prints functions that are new (with a drafted row) or gone,
                                                          and every call that the table explains no more
  node scripts/probe/main.mjs samples facts.json out.txt  writes the calls for test/analysis/functions

For a new version of Spark: ask, diff, write the rows and rules that are missing, diff again, samples.
`;

/** Runs one command; the exit code is 1 where the table and the server differ. */
export async function run(args: readonly string[]): Promise<number> {
  const [command, file, ...rest] = args;
  if (command === "ask" && file) return ask(file, rest);
  if (command === "diff" && file) return diff(JSON.parse(await readFile(file, "utf8")) as Facts);
  if (command === "samples" && file && rest[0]) {
    await writeFile(rest[0], writeSamples(JSON.parse(await readFile(file, "utf8")) as Facts));
    return 0;
  }
  process.stdout.write(help);
  return command === "--help" ? 0 : 2;
}

async function ask(file: string, names: readonly string[]): Promise<number> {
  const remote = process.env.SPARK_REMOTE;
  if (remote === undefined) {
    process.stderr.write("SPARK_REMOTE names no server. Start one: dbsql engine start spark --version 4.2.0\n");
    return 2;
  }
  const server = await Server.connect(remote);
  try {
    const facts = await askFacts(server, names, (line) => process.stderr.write(`${line}\n`));
    await writeFile(file, JSON.stringify(facts));
    const count = Object.values(facts.functions).reduce((sum, fn) => sum + fn.samples.length, 0);
    process.stdout.write(`${count} accepted calls of ${Object.keys(facts.functions).length} functions in ${file}\n`);
    return 0;
  } finally {
    await server.close();
  }
}

function diff(facts: Facts): number {
  const lines: string[] = [];
  const whole = Object.keys(facts.functions).length > 100;
  for (const name of Object.keys(facts.functions))
    if (!findFunction(name)) lines.push(`new: ${JSON.stringify(draftRow(facts, name))}`);
  for (const row of whole ? catalog : [])
    for (const name of [row.name, ...(row.aliases ?? [])]) if (!facts.functions[name]) lines.push(`gone: ${name}`);
  let calls = 0;
  let explained = 0;
  for (const [name, fn] of Object.entries(facts.functions))
    for (const sample of findFunction(name) ? fn.samples : []) {
      const verdict = replay(facts, name, sample);
      if (!verdict) continue;
      calls++;
      if (verdict.type === "exact" && verdict.nulls !== "wrong") explained++;
      else
        lines.push(
          `${verdict.type}: ${name}(${sample.args.join()}) is ${sample.type} ${sample.nulls}, we say ${verdict.got}`,
        );
    }
  process.stdout.write(
    `${lines.join("\n")}\n${explained} of ${calls} accepted calls of Spark ${facts.spark} explained\n`,
  );
  return lines.length === 0 ? 0 : 1;
}
