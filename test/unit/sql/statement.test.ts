import { describe, expect, it } from "vitest";
import { readStatement } from "../../../src/sql/index.js";

const query = { query: true, script: false };
const command = { query: false, script: false };
const script = { query: false, script: true };

describe("what a text is, by its words", () => {
  const cases: readonly (readonly [text: string, facts: { query: boolean; script: boolean }])[] = [
    ["SELECT 1", query],
    ["  -- INSERT\n /* DROP */ select 1", query],
    ["(SELECT 1) UNION (SELECT 2)", query],
    ["VALUES (1)", query],
    ["TABLE t", query],
    ["FROM t SELECT a", query],
    ["FROM t |> WHERE a > 1", query],
    ["WITH a AS (SELECT 1) SELECT * FROM a", query],
    ["WITH a AS (SELECT 'INSERT') SELECT `update` FROM a", query],
    ["WITH a AS (SELECT 1) INSERT INTO t SELECT * FROM a", command],
    ["FROM t INSERT INTO a SELECT 1 INSERT INTO b SELECT 2", command],
    ["WITH a AS (SELECT 1) MERGE INTO t USING a ON true WHEN MATCHED THEN DELETE", command],
    ["WITH a AS (SELECT insert FROM t) SELECT * FROM a", command],
    ["INSERT INTO t VALUES (1)", command],
    ["EXPLAIN SELECT 1", command],
    ["SHOW TABLES", command],
    ["SET a = 1", command],
    ["CREATE TABLE t AS SELECT 1", command],
    ["REFRESH TABLE t", command],
    ["OPTIMIZE t", command],
    ["", command],
    ["-- nothing", command],
    ["BEGIN SELECT 1; END", script],
    ["outer: BEGIN SELECT 1; END", script],
  ];
  for (const [text, facts] of cases) it(text || "(empty)", () => expect(readStatement(text)).toMatchObject(facts));
});
