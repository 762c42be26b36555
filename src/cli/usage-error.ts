import { ArgumentError } from "../errors/index.js";
import { suggest } from "./suggest.js";

/** The command line itself is wrong; nothing was begun. */
export class UsageError extends ArgumentError {
  override readonly name: string = "UsageError";

  /** @param command - as typed, such as `engine start`; empty for the program itself */
  constructor(what: string, command: string) {
    super(`${what}\n  See \`dbsql ${command === "" ? "" : `${command} `}--help\`.`, { errorClass: "DBSQL_USAGE" });
  }

  static fromParseArgs(error: unknown, command: string, options: readonly string[]): UsageError {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === "ERR_PARSE_ARGS_UNKNOWN_OPTION") {
      const option = /'(-[^']*)'/.exec(message)?.[1] ?? "";
      const known = suggest(option.replace(/^-+/, ""), options);
      return new UsageError(`There is no option ${option}.${known ? ` Did you mean --${known}?` : ""}`, command);
    }
    // Node's own words name the option; what follows the first sentence is advice for programmers.
    return new UsageError(message.split(/\.\s|\n/)[0]!.replace(/\.?$/, "."), command);
  }
}
