/**
 * `npm ci` and `npm pack` generate and build. `npx dbsql` in the checkout also ends up here, because npm installs the
 * checkout into its own cache the first time: a build that is there is then left alone, also for the sake of whoever
 * is reading it.
 */
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";

const built = existsSync(new URL("../dist/cli/main.js", import.meta.url));
if (!(process.env.npm_command === "exec" && built)) {
  for (const script of ["generate", "build"]) {
    const { status } = spawnSync("npm", ["run", script], { stdio: "inherit", shell: process.platform === "win32" });
    if (status !== 0) process.exit(status ?? 1);
  }
}
