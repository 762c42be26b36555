import { ConfigError } from "../../src/errors/index.js";
import type { Finding } from "./finding.js";

/** A program of TypeScript over texts that we hand it. One adapter for each line of TypeScript. */
export interface Program {
  /** The files of the program that are no library's. */
  readonly files: readonly string[];
  /** The projects that this one refers to. */
  readonly references: readonly string[];
  /** TypeScript's own findings, in offsets of the texts that were handed out. */
  findings(): readonly Finding[];
  /**
   * The alias under which the type of what ends with the token at this place is declared; undefined where it has none.
   *
   * @param isName the token is a name, not the bracket of a call or an element
   */
  typeAlias(file: string, offset: number, isName: boolean): TypeAlias | undefined;
  close(): void;
}

export interface TypeAlias {
  readonly name: string;
  readonly file: string;
}

/** The text to use in place of a file's own; undefined for the file's own. */
export type Overlay = (path: string) => string | undefined;

export interface Host {
  readonly version: string;
  /** Reads what a project holds of libraries, for `open`: while its own files are inspected elsewhere, not after that. */
  readLibraries?(configFile: string): void;
  /**
   * Opens the project of a configuration file.
   *
   * @throws ConfigError when the configuration file cannot be read
   */
  open(configFile: string, overlay: Overlay): Program;
}

/** A configuration file that is not there, or that nobody may read. */
export function unreadable(configFile: string, cause?: unknown): ConfigError {
  return new ConfigError(`Cannot read file '${configFile}'. Name the project with \`dbsql check -p FILE\`.`, {
    errorClass: "DBSQL_TSCONFIG",
    ...(cause === undefined ? {} : { cause }),
  });
}
