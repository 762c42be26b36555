import type { Inspection } from "../inject/inspect.js";
import { Veil } from "../inject/veil.js";
import type { LspRange, Position } from "./message.js";

/** The lines of a text, between the protocol's positions and offsets. */
export class Lines {
  readonly #text: string;
  readonly #starts: readonly number[];
  /** Where the characters of each line end, before its line end. */
  readonly #ends: readonly number[];

  constructor(text: string) {
    const starts = [0];
    const ends: number[] = [];
    // The protocol knows these line ends only.
    for (const { index, 0: end } of text.matchAll(/\r\n|\n|\r/g)) {
      ends.push(index);
      starts.push(index + end.length);
    }
    this.#ends = ends;
    this.#text = text;
    this.#starts = starts;
  }

  /** Beyond the last line is beyond the text, however far. */
  offset({ line, character }: Position): number {
    const start = this.#starts[line];
    if (start === undefined) return Number.POSITIVE_INFINITY;
    const end = this.#ends[line];
    return end === undefined ? start + character : Math.min(start + character, end);
  }

  position(offset: number): Position {
    const at = Math.max(0, Math.min(offset, this.#text.length));
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.#starts[middle]! <= at) low = middle;
      else high = middle - 1;
    }
    return { line: low, character: at - this.#starts[low]! };
  }

  range(start: number, end: number): LspRange {
    return { start: this.position(start), end: this.position(end) };
  }

  /** A range as pieces of one line each, without the line ends. */
  pieces(start: number, end: number): (Position & { readonly length: number })[] {
    const found: (Position & { readonly length: number })[] = [];
    let { line, character } = this.position(start);
    for (let from = start; from < end; line++, character = 0) {
      const next = this.#starts[line + 1] ?? this.#text.length + 1;
      const length = this.#text.slice(from, Math.min(end, next)).replace(/[\r\n]+$/, "").length;
      if (length > 0) found.push({ line, character, length });
      from = next;
    }
    return found;
  }

  get length(): number {
    return this.#text.length;
  }

  get end(): Position {
    return this.position(this.#text.length);
  }
}

let revisions = 0;

/** More often than this no text is sent anew within one version of the editor's. */
const resends = 1024;

/** The editor's version by the server's. */
export function editorVersion(version: number): number {
  return Math.floor(version / resends);
}

/** A document that the server has open: the editor's own, or one of ours that the editor has not opened. */
export class Document {
  readonly uri: string;
  readonly path: string;
  readonly languageId: string;
  /** Whether the editor has it open. */
  opened: boolean;
  text: string;
  /** The editor's version. */
  version: number;
  /** How often its text was sent in this version. */
  #sent = 0;
  /** Another number for every text that any document ever had. */
  revision = ++revisions;
  #lines: Lines | undefined;
  #veil: { readonly of: Inspection; readonly veil: Veil } | undefined;

  constructor(uri: string, path: string, languageId: string, text: string, version: number, opened: boolean) {
    this.uri = uri;
    this.path = path;
    this.languageId = languageId;
    this.text = text;
    this.version = version;
    this.opened = opened;
  }

  change(text: string, version: number): void {
    this.text = text;
    if (version !== this.version) this.#sent = 0;
    this.version = version;
    this.revision = ++revisions;
    this.#lines = undefined;
  }

  /** The version under which the server gets the text: it grows when our part of the text alone changes, too. */
  nextVersion(): number {
    return this.version * resends + Math.min(this.#sent++, resends - 1);
  }

  get lines(): Lines {
    this.#lines ??= new Lines(this.text);
    return this.#lines;
  }

  veilOf(inspection: Inspection): Veil {
    if (this.#veil?.of !== inspection) this.#veil = { of: inspection, veil: new Veil(inspection) };
    return this.#veil.veil;
  }
}
