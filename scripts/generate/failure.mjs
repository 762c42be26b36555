/** A failure the user can act on: it is printed as it is, without a stack. */
export class GenerateFailure extends Error {
  /**
   * @param {string} what what happened, and where
   * @param {string} next the command or change that gets further
   * @param {unknown} [cause]
   */
  constructor(what, next, cause) {
    super(`${what}\n  ${next}`, { cause });
    this.name = "GenerateFailure";
  }
}
