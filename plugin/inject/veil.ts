import { namesAlias } from "./alias.js";
import type { Inspection, Query } from "./inspect.js";
import { rowAt } from "./typing-text.js";

/** A half-open range of offsets. */
export interface OffsetRange {
  readonly start: number;
  readonly end: number;
}

/** A column of a query's row, by the query and the column's name. */
export interface RowColumn {
  readonly query: Query;
  readonly name: string;
}

/**
 * What of a language service's answer about a rewritten file may be shown. The answer is in offsets of the rewritten
 * text; nothing that we put there may reach the user. Both kinds of host ask here, over plain ranges.
 */
export class Veil {
  readonly #inspection: Inspection;
  readonly #length: number;

  constructor(inspection: Inspection) {
    this.#inspection = inspection;
    this.#length = inspection.rewritten.length;
  }

  /** The user's own text ends here. */
  get length(): number {
    return this.#length;
  }

  get isRewritten(): boolean {
    return this.#inspection.rewritten.heads.length > 0;
  }

  isBehind(offset: number): boolean {
    return offset > this.#length;
  }

  /** A range as the user may see it; undefined when it is of our making. */
  range({ start, end }: OffsetRange): OffsetRange | undefined {
    if (this.isBehind(start)) return undefined;
    const head = this.#headAt(start);
    if (head !== undefined && end <= head.end && end > start) return undefined;
    // What begins behind the type argument begins, for the user, at the backquote.
    return { start: head === undefined ? start : head.start, end: Math.min(end, this.#length) };
  }

  /** The head in which an offset lies; its first character is where a template begins. */
  #headAt(offset: number): OffsetRange | undefined {
    return this.#inspection.rewritten.heads.find((head) => head.start < offset && offset < head.end);
  }

  /** The query in whose SQL an offset lies: there only our own analyser answers. */
  queryAt(offset: number): Query | undefined {
    return this.#inspection.queries.findLast(({ template }) =>
      template.texts.some(({ start, end }) => start <= offset && offset <= end),
    );
  }

  /**
   * Where an edit may be made; undefined where it would change the SQL of a query, or text that is not the user's. A query
   * may be replaced as a whole. Code, unlike blanks, that belongs at the end of the file comes to the user's end.
   */
  edit(range: OffsetRange, isCode: boolean): OffsetRange | undefined {
    const { start, end } = range;
    if (this.isBehind(start)) return isCode && start === end ? { start: this.#length, end: this.#length } : undefined;
    if (this.isBehind(end)) return undefined;
    const touches = this.#inspection.queries.some(
      ({ template }) =>
        (start > template.tick || end < template.end) &&
        template.texts.some((text) =>
          start === end ? text.start <= start && start <= text.end : end >= text.start && start <= text.end,
        ),
    );
    return touches ? undefined : range;
  }

  /** The column whose declaration in our text stands at this offset. */
  columnAt(offset: number): RowColumn | undefined {
    const { text, typings } = this.#inspection.rewritten;
    const typing = typings.find(({ start, end }) => start <= offset && offset < end);
    const query = this.#inspection.queries.find(({ template }) => template.tick === typing?.tick);
    const name = propertyAt(text, offset);
    return query === undefined || name === undefined ? undefined : { query, name };
  }

  /** Where our text declares a column; undefined where the query's type is not written in. */
  declarationOf({ query, name }: RowColumn): number | undefined {
    const { text, typings } = this.#inspection.rewritten;
    const typing = typings.find(({ tick }) => tick === query.template.tick);
    if (typing === undefined) return undefined;
    const from = typing.start + rowAt;
    // Properties of the row itself, not of structs in it, and no text of a string type.
    let depth = 0;
    for (const { 0: token, index: at } of text
      .slice(from, typing.end)
      .matchAll(/"(?:[^"\\]|\\.)*"|[\p{ID_Start}$_][\p{ID_Continue}$]*|\S/gu)) {
      if (/^[{[(<]$/.test(token)) depth++;
      else if (/^[}\])>]$/.test(token) && --depth === 0) return undefined;
      else if (depth === 1 && propertyAt(text, from + at) === name && /^["\p{ID_Start}$_]/u.test(token)) {
        if (text.startsWith(": ", from + at + token.length)) return from + at;
      }
    }
    return undefined;
  }

  /** Where the user wrote a column: in the list of the query, else the query's backquote. */
  placeOf({ query, name }: RowColumn): OffsetRange {
    const column = query.analysis.columns?.find((one) => one.name === name);
    if (column?.start === undefined || column.end === undefined) {
      return { start: query.template.tick, end: query.template.tick + 1 };
    }
    return { start: query.sql.toFile(column.start), end: query.sql.toFile(column.end) };
  }

  /**
   * Code that was copied out of the rewritten text, with the user's own characters. Whoever printed it may have put
   * blanks around the type argument.
   */
  restore(code: string): string {
    if (!namesAlias(code)) return code;
    const { text, heads } = this.#inspection.rewritten;
    const original = this.#inspection.file.source.text;
    return heads.reduce((done, { start, end }) => {
      const head = text.slice(start, end);
      const tick = head.indexOf("`");
      const alias = head.slice(0, tick).replace(/[<>\s]/g, "");
      const printed = new RegExp(`<\\s*${alias}\\s*>\\s*\`${head.slice(tick + 1)}`, "g");
      return done.replace(printed, () => original.slice(start, end));
    }, code);
  }
}

/** The property name at an offset: quoted where it is no identifier. */
function propertyAt(text: string, offset: number): string | undefined {
  const word = /^[\p{ID_Start}$_][\p{ID_Continue}$]*/u.exec(text.slice(offset, offset + 1000));
  if (word !== null) return word[0];
  const quoted = /^"(?:[^"\\]|\\.)*"/.exec(text.slice(offset, offset + 4000));
  return quoted === null ? undefined : (JSON.parse(quoted[0]) as string);
}
