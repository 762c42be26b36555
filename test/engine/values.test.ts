import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { DatabricksSession, type DataType, ProtocolError, type SqlValue, type StructType } from "../../src/index.js";
import { ensureTemporal } from "../../src/values/index.js";
import { boundValues, columns } from "./value-cases.js";
import { canonical } from "./value-text.js";

/** One session that both clients are in, so that each reads what the other cannot make. */
const remote = `${process.env.DBSQL_TEST_SPARK}/;user_id=values;session_id=${randomUUID()}`;
const zones = ["UTC", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu", "America/St_Johns"];

interface Answer {
  readonly view: string;
  readonly zone: string | null;
  readonly names: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** What PySpark reads of the views of this session. */
async function askPySpark(views: readonly { readonly view: string; readonly zone?: string }[]): Promise<Answer[]> {
  const script = fileURLToPath(new URL("pyspark_values.py", import.meta.url));
  const child = spawn(process.env.DBSQL_TEST_PYTHON ?? "", [script], { stdio: ["pipe", "pipe", "pipe"] });
  child.stdin.end(JSON.stringify({ remote, views }));
  const read = async (stream: AsyncIterable<Buffer>): Promise<string> => {
    const chunks: Buffer[] = [];
    for await (const chunk of stream) chunks.push(chunk);
    return Buffer.concat(chunks).toString();
  };
  const closed = new Promise<number | null>((resolve, reject) => child.once("error", reject).once("close", resolve));
  const [out, err, code] = await Promise.all([read(child.stdout), read(child.stderr), closed]);
  expect(code, err).toBe(0);
  return out
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as Answer);
}

let spark: DatabricksSession;
beforeAll(async () => {
  spark = await DatabricksSession.builder.remote(remote).config("spark.sql.timeType.enabled", "true").create();
});
afterAll(async () => {
  await spark?.stop();
});

interface Read {
  readonly schema: StructType;
  readonly rows: unknown[][];
  readonly text: string[][];
}
async function read(view: string): Promise<Read> {
  const frame = spark.table(view);
  const schema = await frame.schema();
  const rows: unknown[][] = [];
  for await (const row of frame.rows({ as: "array" })) rows.push(row);
  const typeOf = (i: number): DataType => schema.fields[i]!.type;
  return { schema, rows, text: rows.map((row) => row.map((value, i) => canonical(value, typeOf(i)))) };
}

/** Differences, few enough to read. */
function differences(ours: readonly (readonly string[])[], theirs: readonly (readonly string[])[]): string[] {
  const found: string[] = [];
  if (ours.length !== theirs.length) found.push(`${ours.length} rows, ${theirs.length} of PySpark`);
  for (const [i, row] of ours.entries()) {
    for (const [j, value] of row.entries()) {
      const other = theirs[i]?.[j];
      if (value !== other && found.length < 10) found.push(`row ${i}, column ${j}: ${value} <> ${other}`.slice(0, 300));
    }
  }
  return found;
}

let compared = 0;
function compare(view: string, ours: Read, answer: Answer | undefined): void {
  expect(answer?.names, view).toEqual(ours.schema.fields.map((field) => field.name));
  expect(differences(ours.text, answer!.rows), view).toEqual([]);
  compared += ours.text.reduce((sum, row) => sum + row.length, 0);
}

describe("values are PySpark's", () => {
  it("in results of every type", async () => {
    for (const { name, type, values } of columns) {
      const rows = [...values, `CAST(NULL AS ${type})`].map((value) => `(${value})`).join(",");
      await spark.sql(`SELECT v FROM VALUES ${rows} AS t(v)`).createOrReplaceTempView(`r_${name}`);
    }
    const answers = await askPySpark(columns.map(({ name }) => ({ view: `r_${name}` })));
    for (const [i, { name, values }] of columns.entries()) {
      const ours = await read(`r_${name}`);
      expect(ours.rows).toHaveLength(values.length + 1);
      compare(name, ours, answers[i]);
    }
  });

  it("in each session time zone, across the changes of its clock", async () => {
    // PySpark itself fails where the local time of the zone lies outside of the years 1 to 9999.
    await spark.sql`
      SELECT v FROM r_timestamp WHERE v BETWEEN TIMESTAMP'1800-01-01 00:00:00Z' AND TIMESTAMP'9000-01-01 00:00:00Z'
    `.createOrReplaceTempView("zoned");
    const reads = new Map<string, Read>();
    for (const zone of zones) {
      await spark.conf.set("spark.sql.session.timeZone", zone);
      reads.set(zone, await read("zoned"));
    }
    const answers = await askPySpark(zones.map((zone) => ({ view: "zoned", zone })));
    for (const [i, zone] of zones.entries()) {
      compare(zone, reads.get(zone)!, answers[i]);
      expect(reads.get(zone)!.text).toEqual(reads.get("UTC")!.text);
    }
    await spark.conf.set("spark.sql.session.timeZone", "UTC");
  });

  it("when bound as parameters", async () => {
    const T = await ensureTemporal();
    const values = boundValues(T) as SqlValue[];
    const views: { view: string; values: SqlValue[] }[] = [];
    const width = 100;
    for (let i = 0; i < values.length; i += width) {
      const some = values.slice(i, i + width);
      const names = some.map((_, j) => `:p${j} AS c${j}`).join(", ");
      const view = `b_${i}`;
      await spark
        .sql(`SELECT ${names}`, Object.fromEntries(some.map((value, j) => [`p${j}`, value])))
        .createOrReplaceTempView(view);
      views.push({ view, values: some });
    }
    const answers = await askPySpark(views.map(({ view }) => ({ view })));
    for (const [i, { view, values: sent }] of views.entries()) {
      const ours = await read(view);
      // What came back is what was sent, and what PySpark sees.
      const asSent = sent.map((value, j) => canonical(value, ours.schema.fields[j]!.type));
      expect(differences([asSent], ours.text), view).toEqual([]);
      compare(view, ours, answers[i]);
    }
  });

  it("under hostile names", async () => {
    const names = [
      "__proto__",
      "then",
      "constructor",
      "toString",
      "2",
      "1",
      "a.b",
      "größe",
      "👩‍🚀",
      "nul\0l",
      "a``b",
      " ",
    ];
    const list = names.map((name, i) => `${i} AS \`${name}\``).join(", ");
    const fields = names.map((name, i) => `'${name}', ${i}`).join(", ");
    await spark.sql(`SELECT ${list}, named_struct(${fields}) AS s`).createOrReplaceTempView("hostile");
    const [answer] = await askPySpark([{ view: "hostile" }]);
    const ours = await read("hostile");
    compare("hostile", ours, answer);
    const [row] = await spark.table("hostile").collect();
    expect(Object.getPrototypeOf(row)).toBe(Object.prototype);
    for (const [i, field] of ours.schema.fields.slice(0, -1).entries()) {
      expect(Object.getOwnPropertyDescriptor(row, field.name)?.value).toBe(i);
    }
  });

  it("over 5,000 values", () => {
    expect(compared).toBeGreaterThanOrEqual(5000);
  });
});

describe("what no JavaScript value can hold", () => {
  it("is refused: text that is no UTF-8", async () => {
    await expect(spark.sql`SELECT CAST(X'61ff' AS STRING) AS broken`.collect()).rejects.toThrow(ProtocolError);
    await expect(spark.sql`SELECT CAST(X'61ff' AS STRING) AS broken`.collect()).rejects.toThrow(/column "broken"/);
  });

  it("is refused: a parameter in the days that Spark's server would move", async () => {
    const T = await ensureTemporal();
    const text = "1582-10-14";
    expect(() => spark.sql("SELECT :d", { d: T.PlainDate.from(text) })).toThrow(/1582/);
    expect(() => spark.sql("SELECT :t", { t: [T.Instant.from(`${text}T12:00:00Z`)] })).toThrow(/1582/);
    expect(() => spark.sql("SELECT :t", { t: new Date(`${text}T12:00:00Z`) })).toThrow(/1582/);
    const [row] = await spark.sql`SELECT CAST(${text} AS DATE) AS d`.collect();
    expect(String(row?.d)).toBe(text);
  });

  it("is refused: columns of one name, which come by position", async () => {
    const frame = spark.sql`SELECT 1 AS x, 2 AS x, named_struct('a', 3, 'a', 4) AS s`;
    await expect(frame.collect()).rejects.toThrow(/"x"/);
    const rows: unknown[][] = [];
    for await (const row of frame.rows({ as: "array" })) rows.push(row);
    expect(rows).toEqual([[1, 2, [3, 4]]]);
  });
});
