import { writeSync } from "node:fs";
import type { Reporter, TestModule } from "vitest/node";

/** Ends the run with `N passed, N failed` alone on the last line of standard output. */
export default class CountReporter implements Reporter {
  #passed = 0;
  #failed = 0;
  #skipped = 0;
  #ended = false;

  onInit(): void {
    process.once("exit", (code) => {
      // A run that broke off before it could count is a failure too.
      if (code !== 0 && this.#failed === 0) this.#failed = 1;
      const skipped = this.#skipped > 0 ? `, ${this.#skipped} skipped` : "";
      if (this.#ended || code !== 0) writeSync(1, `\n${this.#passed} passed, ${this.#failed} failed${skipped}\n`);
    });
  }

  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[]): void {
    this.#ended = true;
    this.#passed = 0;
    this.#skipped = 0;
    this.#failed = errors.length;
    for (const module of modules) {
      let failedHere = 0;
      for (const test of module.children.allTests()) {
        const { state } = test.result();
        if (state === "passed") this.#passed++;
        else if (state === "failed") failedHere++;
        else this.#skipped++;
      }
      // A file that cannot be loaded, or whose hooks fail, has failed without any of its tests having run.
      const brokeOutside = module.state() === "failed" && failedHere === 0;
      this.#failed += failedHere + (brokeOutside ? 1 : 0);
    }
  }
}
