/** One piece of TypeScript text. Comments and blanks are between the tokens. */
export interface Token {
  readonly kind: TokenKind;
  readonly start: number;
  readonly end: number;
  /** The text of words and punctuation; empty for the others, which nobody compares. */
  readonly text: string;
}

/**
 * A template literal is one `template` token, or a `head`, any number of `middle` and a `tail` with the tokens of the
 * holes between them. `jsx` is text between tags or a part of a tag.
 */
export type TokenKind =
  | "word"
  | "number"
  | "string"
  | "regex"
  | "punctuation"
  | "template"
  | "head"
  | "middle"
  | "tail"
  | "jsx";

export interface Scanned {
  readonly tokens: readonly Token[];
  /** The file ends inside a comment or a template: what is written behind its end would be a part of that. */
  readonly open: boolean;
}
