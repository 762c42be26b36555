import type { R } from "../../gen/grammar/names.js";
import type { Flag } from "../../gen/grammar/tables.js";
import type { RuleNode, TokenNode } from "./tree.js";

export type HoleKind = "value" | "relation" | "identifier" | "fragment" | "unknown";

export interface ParseOptions {
  /** The rule to start with; by default what Spark parses a statement with. */
  readonly entry?: keyof typeof R;
  /** By hole, what is known of it; `unknown` where nothing is told. */
  readonly holes?: readonly HoleKind[];
  /** Options of Spark's parser that differ from their defaults. */
  readonly flags?: Readonly<Partial<Record<Flag, boolean>>>;
}

export interface SyntaxFault {
  /** Spark's error class, such as `PARSE_SYNTAX_ERROR`. */
  readonly errorClass: string;
  /** The parameters of Spark's message for that class. */
  readonly parameters: Readonly<Record<string, string>>;
  readonly message: string;
  readonly start: number;
  readonly end: number;
  /** A hole of unknown content is involved, so that the statement may be right when it runs: not to be reported. */
  readonly uncertain: boolean;
}

export interface ParseResult {
  readonly text: string;
  readonly root: RuleNode;
  /** Every token, comments and white space included, the end of input last. */
  readonly tokens: readonly TokenNode[];
  /** Empty when Spark's parser takes the text. The first is the one that Spark reports. */
  readonly errors: readonly SyntaxFault[];
}
