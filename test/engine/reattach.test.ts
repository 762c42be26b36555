import { createHash } from "node:crypto";
import { expect, it } from "vitest";
import { openStream } from "../../src/arrow/index.js";
import { parseConnectionString } from "../../src/config/index.js";
import { connect } from "../../src/connect/index.js";
import type { Relation } from "../../src/plan/index.js";
import { type Fault, FaultProxy } from "../wire/fault-proxy.js";

const rows = 60_000;
const query: Relation = {
  kind: "sql",
  text: `SELECT id, sha2(CAST(id AS STRING), 256) AS h FROM range(0, ${rows}, 1, 3)`,
};

/** Reads the query through a proxy that breaks its connections, and checks every row. */
async function readThrough(plan: (connection: number) => Fault | undefined): Promise<FaultProxy> {
  const { host, port } = parseConnectionString(process.env.DBSQL_TEST_SPARK ?? "", "DBSQL_TEST_SPARK");
  await using proxy = await FaultProxy.start(host, port, plan);
  const session = await connect(parseConnectionString(`sc://127.0.0.1:${proxy.port}`, "the test"), { openStream });
  try {
    let next = 0n;
    for await (const batch of session.execute(query)) {
      for (const [id, hash] of batch.arrays()) {
        if (id !== next) expect(id).toBe(next);
        const expected = createHash("sha256").update(String(next)).digest("hex");
        if (hash !== expected) expect(hash).toBe(expected);
        next++;
      }
    }
    expect(next).toBe(BigInt(rows));
  } finally {
    await session.close();
  }
  return proxy;
}

it.each([1, 2, 3, 5])("loses and repeats no row when the connection is reset after every %i answers", async (each) => {
  // The first connection is left whole until the session stands.
  const proxy = await readThrough((n) => ({ how: "rst", afterMessages: n === 0 ? each + 1 : each }));
  expect(proxy.faults).toBeGreaterThanOrEqual(Math.floor(10 / each) - 1);
});

it("loses and repeats no row when messages are cut in the middle", async () => {
  let seed = 12_345;
  const random = (): number => {
    seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31;
    return seed / 2 ** 31;
  };
  const proxy = await readThrough(() => ({
    how: random() < 0.5 ? "rst" : "fin",
    afterBytes: 600_000 + Math.floor(random() * 900_000),
  }));
  expect(proxy.faults).toBeGreaterThanOrEqual(2);
});
