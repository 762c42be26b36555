/** Something that tests or packaging need could not be fetched. */
export class FetchFailure extends Error {
  override readonly name = "FetchFailure";

  constructor(what: string, output: string) {
    super(`${what}:\n${output.trim().split("\n").slice(-8).join("\n")}\nCheck the network and npm's configuration.`);
  }
}
