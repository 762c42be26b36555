import { spawnSync } from "node:child_process";
import { resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { root } from "./tree.js";

const tools: readonly (readonly [name: string, ...args: string[]])[] = [
  ["biome", "check", ".", "--error-on-warnings"],
  ["tsc", "--noEmit", "-p", "tsconfig.json"],
];

describe("the whole tree", () => {
  for (const [name, ...args] of tools) {
    it(`is clean for ${name}`, { timeout: 300_000 }, () => {
      const program = resolve(root, "node_modules/.bin", name);
      const { status, stdout, stderr } = spawnSync(program, args, { cwd: root, encoding: "utf8" });
      expect(status, stdout + stderr).toBe(0);
    });
  }
});
