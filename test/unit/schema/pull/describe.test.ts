import { describe, expect, it } from "vitest";
import { readDescription } from "../../../../src/schema/pull/description.js";
import type { Row } from "../../../../src/schema/pull/index.js";
import { readSignature } from "../../../../src/schema/pull/signature.js";
import { formatType, parseSchema } from "../../../../src/types/index.js";

const rows = (...lines: readonly (readonly [string, string?, string?])[]): Row[] =>
  lines.map(([col_name, data_type = "", comment = ""]) => ({ col_name, data_type, comment }));

describe("DESCRIBE TABLE EXTENDED", () => {
  it("takes no column for a section, whatever it is called", () => {
    const columns = parseSchema("`# Partition Information` INT, `# Detailed Table Information` INT, `Comment` STRING");
    const answer = rows(
      ["# Partition Information", "int", "mine"],
      ["# Detailed Table Information", "int"],
      ["Comment", "string"],
      ["# Partition Information"],
      ["# col_name", "data_type", "comment"],
      ["Comment", "string"],
      [""],
      ["# Detailed Table Information"],
      ["Type", "STREAMING_TABLE"],
      ["Comment", "# Constraints"],
      ["Provider", "Delta"],
    );
    expect(readDescription(answer, columns)).toEqual({
      kind: "streaming_table",
      comment: "# Constraints",
      format: "delta",
      partitionColumns: ["Comment"],
      columnComments: new Map([["# Partition Information", "mine"]]),
      defaults: new Set(),
    });
  });

  it("reads transforms, defaults and the primary key", () => {
    const answer = rows(
      ["id", "bigint"],
      ["at", "timestamp"],
      ["a`b", "int"],
      [""],
      ["# Partitioning"],
      ["Part 0", "`a``b`"],
      ["Part 1", "days(at)"],
      [""],
      ["# Column Default Values"],
      ["at", "timestamp", "now()"],
      [""],
      ["# Constraints"],
      ["fk", "FOREIGN KEY (`id`) REFERENCES x (id)"],
      ["pk", "PRIMARY KEY (`id`, `a``b`) NOT ENFORCED"],
    );
    expect(readDescription(answer, parseSchema("id BIGINT, at TIMESTAMP, `a``b` INT"))).toMatchObject({
      partitionColumns: ["a`b"],
      primaryKey: ["id", "a`b"],
      defaults: new Set(["at"]),
    });
  });

  it.each([[rows()], [[{}]], [rows(["x", "int"])]])("makes nothing of an answer that it does not know", (answer) => {
    expect(readDescription(answer, parseSchema("id INT"))).toMatchObject({ partitionColumns: [] });
  });
});

describe("DESCRIBE FUNCTION EXTENDED", () => {
  const read = (...lines: readonly string[]) => readSignature(lines.map((function_desc) => ({ function_desc })));

  it("reads parameters with brackets, defaults and comments", () => {
    const signature = read(
      "Function:      c.s.f",
      "Type:          SCALAR",
      "Input:         a STRUCT<x: INT COMMENT 'it''s', y: ARRAY<STRING>>   'first DEFAULT'",
      "               `b c` DECIMAL(10,2) DEFAULT 1.5 'second'",
      "Returns:       INTERVAL DAY TO SECOND",
      "Body:          'x'",
      "Returns:       INT",
    );
    expect(signature?.parameters?.map((one) => [one.name, formatType(one.type), one.optional])).toEqual([
      ["a", "struct<x:int,y:array<string>>", undefined],
      ["b c", "decimal(10,2)", true],
    ]);
    expect(formatType(signature!.returns!)).toBe("interval day to second");
  });

  it("claims nothing of a signature that it cannot read whole", () => {
    const signature = read("Type: SCALAR", "Input: a INT", "       what ever this is", "Returns: STRANGE(1)");
    expect(signature).toEqual({ kind: "scalar" });
  });

  it("does not guess the kind of a function in Java", () => {
    expect(read("Function: c.s.f", "Class: com.example.F", "Usage: N/A.")).toBeUndefined();
  });
});
