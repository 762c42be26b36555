import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { analyze, type SessionVariable } from "../../src/analysis/index.js";
import { DatabricksSession, SparkError } from "../../src/index.js";
import { showType } from "./fixture.js";
import { exampleSchemas } from "./page-tables.js";

/**
 * A line is the statements of one session, separated by `;;`: the last is asked about, those before it declare. `?` before
 * a line says that we know less than Spark, and say so; `!` that only running it shows what Spark refuses.
 */
const cases = readFileSync(new URL("./corpus/scripts.txt", import.meta.url), "utf8")
  .split("\n")
  .filter((line) => line !== "" && !line.startsWith("--"))
  .map((line) => {
    const mark = /^([?!]) /.exec(line)?.[1];
    const statements = (mark ? line.slice(2) : line).split(" ;; ");
    return { line, mark, before: statements.slice(0, -1), asked: statements.at(-1) ?? "" };
  });

interface Column {
  readonly name: string;
  readonly type: string;
  readonly nullable: boolean;
}
type Answer = { readonly columns: readonly Column[] } | { readonly errorClass: string };

/** What lasts longer than the statement: such a line has a session of its own. */
const lasting = /^(?:DECLARE|SET|DROP)\b|TEMP VIEW|IMMEDIATE '(?:DECLARE|SET|CREATE|DROP)\b/;

const connect = (): Promise<DatabricksSession> =>
  DatabricksSession.builder.remote(process.env.DBSQL_TEST_SPARK ?? "").create();

async function askSpark(statements: readonly string[], shared: DatabricksSession): Promise<Answer> {
  const isAlone = statements.length > 1 || lasting.test(statements[0] ?? "");
  const spark = isAlone ? await connect() : shared;
  try {
    let answer: Answer = { columns: [] };
    for (const statement of statements) {
      const { fields } = await spark.sql(statement).schema();
      answer = { columns: fields.map(({ name, type, nullable }) => ({ name, type: showType(type), nullable })) };
    }
    return answer;
  } catch (error) {
    if (!(error instanceof SparkError)) throw error;
    return { errorClass: error.errorClass ?? "none" };
  } finally {
    if (isAlone) await spark.stop();
  }
}

function ours(before: readonly string[], asked: string): Answer | { readonly columns: undefined } {
  let variables: readonly SessionVariable[] = [];
  for (const statement of before) {
    const { declares = [] } = analyze(statement, { schemas: exampleSchemas, variables });
    variables = [...variables.filter(({ name }) => !declares.some((one) => one.name === name)), ...declares];
  }
  const { columns, diagnostics, statement } = analyze(asked, { schemas: exampleSchemas, variables });
  const errors = diagnostics.filter(({ severity }) => severity === "error").map((one) => one.errorClass ?? one.code);
  if (errors.length > 0) return { errorClass: errors.join(" ") };
  // Of a statement that is no query nothing is said about columns, and Spark gives none.
  const gives = columns === undefined && statement === "command" && !/^EXECUTE/i.test(asked) ? [] : columns;
  return { columns: gives?.map(({ name, type, nullable }) => ({ name, type: showType(type), nullable })) };
}

function fault(spark: Answer, our: ReturnType<typeof ours>, mark: string | undefined): string | undefined {
  if ("errorClass" in our) {
    if (!("errorClass" in spark)) return "false error";
    return our.errorClass.split(" ").includes(spark.errorClass) ? undefined : "another class";
  }
  if ("errorClass" in spark) return mark === "!" ? undefined : "missed";
  if (mark === "!") return "marked as refused";
  const known = our.columns?.every(({ type }) => !type.includes("unknown")) ?? false;
  if (known === (mark === "?")) return known ? "marked as unknown" : "unknown";
  const { columns } = our;
  if (columns && columns.length !== spark.columns.length) return "wrong columns";
  // Spark tells by its value whether a variable is NULL: what may be NULL may be told not to be.
  const isWrong = columns?.some(({ name, type, nullable }, i) => {
    const one = spark.columns[i];
    const isRight = one?.name === name && one.type === type && (nullable || !one.nullable);
    return !type.includes("unknown") && !isRight;
  });
  return isWrong ? "wrong columns" : undefined;
}

it("variables, EXECUTE IMMEDIATE and scripts are what Spark 4.2.0 says they are", async () => {
  expect(cases.length).toBeGreaterThan(550);
  const queue = [...cases];
  const wrong: unknown[] = [];
  const worker = async (): Promise<void> => {
    const shared = await connect();
    for (let one = queue.pop(); one; one = queue.pop()) {
      const spark = await askSpark([...one.before, one.asked], shared);
      const our = ours(one.before, one.asked);
      const found = fault(spark, our, one.mark);
      if (found !== undefined) wrong.push({ line: one.line, found, spark, our });
    }
    await shared.stop();
  };
  await Promise.all(Array.from({ length: 4 }, worker));
  expect(wrong).toEqual([]);
}, 180_000);
