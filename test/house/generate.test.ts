import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import ts from "typescript";
import { describe, expect, it } from "vitest";
import { SparkConnectServiceDefinition } from "../../src/gen/protobuf/spark/connect/base.js";
import type { Command } from "../../src/gen/protobuf/spark/connect/commands.js";
import type { Expression } from "../../src/gen/protobuf/spark/connect/expressions.js";
import type { Relation } from "../../src/gen/protobuf/spark/connect/relations.js";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** The names of the alternatives of a message's `oneof`, as its type lists them. */
async function alternatives(file: string, message: string): Promise<string[]> {
  const path = `${root}/src/gen/protobuf/spark/connect/${file}.ts`;
  const source = ts.createSourceFile(path, await readFile(path, "utf8"), ts.ScriptTarget.ES2022);
  const names: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isPropertySignature(node) && ts.isIdentifier(node.name) && node.name.text === "$case") {
      const { type } = node;
      if (type && ts.isLiteralTypeNode(type) && ts.isStringLiteral(type.literal)) names.push(type.literal.text);
    }
    ts.forEachChild(node, visit);
  };
  for (const statement of source.statements) {
    if (ts.isInterfaceDeclaration(statement) && statement.name.text === message) visit(statement);
  }
  return names;
}

describe("generated protobuf code", () => {
  const project: NonNullable<Relation["relType"]>["$case"] = "project";
  const call: NonNullable<Expression["exprType"]>["$case"] = "unresolvedFunction";
  const sqlCommand: NonNullable<Command["commandType"]>["$case"] = "sqlCommand";
  it.each([
    ["relations", "Relation", 61, ["read", project, "extension"]],
    ["expressions", "Expression", 22, ["literal", call, "extension"]],
    ["commands", "Command", 20, ["writeOperation", sqlCommand, "extension"]],
  ] as const)("holds and types all %s of the pinned version", async (file, message, count, some) => {
    const names = await alternatives(file, message);
    expect(names).toHaveLength(count);
    expect(names).toEqual(expect.arrayContaining([...some]));
  });

  it("holds the twelve calls of the service", () => {
    expect(Object.keys(SparkConnectServiceDefinition.methods).sort()).toEqual([
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
