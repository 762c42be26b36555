/**
 * Where a SQL text came from, so that an error of the server can point at the user's own file. Kept cheap: the stack is
 * only captured when a template is made and only read when something fails.
 */
export interface TemplateOrigin {
  /** Pieces of the final SQL text, in order, without gaps. */
  readonly pieces: readonly TextPiece[];
}
/** A run of the final SQL text: written by the user in a template, or put there by us (a marker, a quoted identifier). */
export type TextPiece =
  | {
      readonly from: "template";
      readonly length: number;
      /** Which template, and which of its string parts: `strings[part]`, cooked, starting at `offset`. */
      readonly site: TemplateSite;
      readonly part: number;
      readonly offset: number;
    }
  | { readonly from: "hole"; readonly length: number; readonly site: TemplateSite; readonly index: number };

export interface TemplateSite {
  readonly strings: TemplateStringsArray;
  /** V8's stack text at the call of the tag, formatted at first use. */
  readonly stack: () => string | undefined;
}
