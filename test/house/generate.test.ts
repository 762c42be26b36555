import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";
import { SparkConnectService } from "../../src/gen/spark/connect/base_pb.js";
import { type Command, CommandSchema } from "../../src/gen/spark/connect/commands_pb.js";
import { type Expression, ExpressionSchema } from "../../src/gen/spark/connect/expressions_pb.js";
import { type Relation, RelationSchema } from "../../src/gen/spark/connect/relations_pb.js";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** The alternatives of a message's only `oneof`, the extension point included. */
const alternatives = (schema: typeof RelationSchema | typeof ExpressionSchema | typeof CommandSchema) =>
  schema.oneofs.flatMap((oneof) => oneof.fields).map((field) => field.localName);

describe("generated protobuf code", () => {
  it.each([
    ["relations", RelationSchema, 61, ["read", "project", "extension"]],
    ["expressions", ExpressionSchema, 22, ["literal", "unresolvedFunction", "extension"]],
    ["commands", CommandSchema, 20, ["writeOperation", "sqlCommand", "extension"]],
  ] as const)("holds all %s of the pinned version", (_, schema, count, some) => {
    const names = alternatives(schema);
    expect(names).toHaveLength(count);
    expect(names).toEqual(expect.arrayContaining([...some]));
  });

  it("types every alternative", () => {
    const relation: Relation["relType"]["case"] = "project";
    const expression: Expression["exprType"]["case"] = "unresolvedFunction";
    const command: Command["commandType"]["case"] = "sqlCommand";
    expect(alternatives(RelationSchema)).toContain(relation);
    expect(alternatives(ExpressionSchema)).toContain(expression);
    expect(alternatives(CommandSchema)).toContain(command);
  });

  it("holds the twelve calls of the service", () => {
    expect(SparkConnectService.methods.map((method) => method.localName).sort()).toEqual([
      "addArtifacts",
      "analyzePlan",
      "artifactStatus",
      "cloneSession",
      "config",
      "executePlan",
      "fetchErrorDetails",
      "getStatus",
      "interrupt",
      "reattachExecute",
      "releaseExecute",
      "releaseSession",
    ]);
  });
});

describe("npm run generate", () => {
  it("has nothing left to do", async () => {
    const { stdout, stderr } = await promisify(execFile)(process.execPath, ["scripts/generate/main.mjs"], {
      cwd: root,
    });
    expect(stdout + stderr).toBe("");
  });
});
