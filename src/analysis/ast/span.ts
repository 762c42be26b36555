/** Offsets count UTF-16 units of the analysed text; `end` is exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** One part of a name, quotes removed. */
export interface Ident extends Span {
  readonly name: string;
  readonly quoted: boolean;
  /** The part is a hole, or `IDENTIFIER(…)` of something that is no literal: its text is unknown. */
  readonly dynamic?: boolean;
}

/** A dotted name, never empty. */
export type Name = readonly Ident[];

/** From the first to the last part. */
export function spanOf(first: Span, last: Span): Span {
  return { start: first.start, end: last.end };
}

export function nameSpan(name: Name): Span {
  const first = name[0];
  const last = name.at(-1);
  return first && last ? spanOf(first, last) : { start: 0, end: 0 };
}
