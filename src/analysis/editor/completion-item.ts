export interface CompletionItem {
  readonly label: string;
  readonly kind:
    | "column"
    | "field"
    | "variable"
    | "relation"
    | "table"
    | "cte"
    | "schema"
    | "catalog"
    | "window"
    | "argument"
    | "function"
    | "keyword";
  /** Items stand in the order of this text, then of their labels. */
  readonly sort: string;
  /** One line: the type of a column, the signature of a function. */
  readonly detail?: string;
  readonly documentation?: string;
  /** What is written, where that is not the label: a name that needs backquotes. */
  readonly insert?: string;
  /** As `insert`, with `$1`, `$2`… where the caret goes, for editors that can do so. */
  readonly snippet?: string;
}

export interface CompletionList {
  /** The part of the text that an item replaces. */
  readonly start: number;
  readonly end: number;
  readonly items: readonly CompletionItem[];
}
