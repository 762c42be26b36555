import { defineConfig } from "vitest/config";

const fixtures = ["**/node_modules/**", "**/fixtures/**"];
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
          exclude: [...fixtures, ...withEngines],
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
    ],
  },
});
