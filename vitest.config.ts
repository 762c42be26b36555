import { defineConfig } from "vitest/config";

const fixtures = ["**/node_modules/**", "**/fixtures/**"];
const inEditors = ["test/editor/**/*.test.ts"];
const withEngines = ["test/engine/**/*.test.ts", "test/**/*.engine.test.ts"];

export default defineConfig({
  test: {
    pool: "forks",
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 240_000,
    reporters: ["default", "./test/runner/count-reporter.ts"],
    projects: [
      {
        extends: true,
        test: {
          name: "unit",
          include: ["test/**/*.test.ts"],
          exclude: [...fixtures, ...withEngines, ...inEditors],
          sequence: { groupOrder: 1 },
        },
      },
      {
        extends: true,
        test: {
          name: "engine",
          include: withEngines,
          exclude: fixtures,
          // Starts Apache Spark (two versions) and Sail once, and only when a test of this project is to run.
          globalSetup: ["test/engine/engines.ts"],
          sequence: { groupOrder: 2 },
        },
      },
      {
        extends: true,
        test: {
          name: "editor",
          include: inEditors,
          exclude: fixtures,
          // The first run fetches the editors.
          hookTimeout: 600_000,
          sequence: { groupOrder: 3 },
        },
      },
    ],
  },
});
