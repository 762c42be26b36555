import type { Veil } from "../inject/veil.js";
import type { Lines } from "./document.js";
import type { LspRange, Position } from "./message.js";

/** A document as its answers are shown: undefined where it is as the user wrote it. */
export interface Shown {
  readonly veil: Veil;
  readonly lines: Lines;
}
export interface Shows {
  shown(uri: string): Shown | undefined;
  /** The editor's version of a document by the server's; null where the editor has not opened it. */
  version(uri: string, version: number): number | null;
}

const dropped = Symbol("dropped");

/**
 * An answer of the server as the user may see it. The protocol names places in many forms (ranges, positions, line
 * numbers of folds) at any depth, so the whole answer is walked: what stands behind the user's end or in a type argument
 * is dropped with the object that it is the place of.
 */
export function clean(answer: unknown, uri: string, shows: Shows): unknown {
  const found = walk(answer, uri, shows);
  return found === dropped ? null : found;
}

function walk(value: unknown, uri: string, shows: Shows): unknown {
  if (Array.isArray(value)) return value.map((item) => walk(item, uri, shows)).filter((item) => item !== dropped);
  if (typeof value !== "object" || value === null) return value;
  const record = value as Readonly<Record<string, unknown>>;
  if (isRange(record)) return range(record, shows.shown(uri));
  const own = uriOf(record) ?? uri;
  const shown = shows.shown(own);
  if (shown !== undefined && (isBehind(record.position, shown) || isFoldBehind(record, shown))) return dropped;
  const out: Record<string, unknown> = {};
  for (const [key, item] of Object.entries(record)) {
    if (key === "data") out[key] = item;
    else if (key === "changes" && isRecord(item)) out[key] = changes(item, shows);
    else if (key === "version" && "uri" in record && typeof item === "number") out[key] = shows.version(own, item);
    else {
      const kept = walk(item, own, shows);
      if (kept !== dropped) out[key] = kept;
      // The place that a label leads to, and the step outwards of a selection, may be missing.
      else if (key === "range" && "parent" in record) return walk(record.parent, own, shows);
      else if (key !== "parent" && !(key === "location" && "value" in record)) return dropped;
    }
  }
  // Two steps of a selection that were cut to one are one step.
  if (isRecord(out.parent) && isRange(out.range) && sameRange(out.range, out.parent.range)) return out.parent;
  return shown === undefined ? out : foldAtTick(out, shown);
}

function changes(files: Readonly<Record<string, unknown>>, shows: Shows): Record<string, unknown> {
  return Object.fromEntries(Object.entries(files).map(([uri, edits]) => [uri, walk(edits, uri, shows)]));
}

function uriOf(record: Readonly<Record<string, unknown>>): string | undefined {
  const document = record.textDocument;
  const nested = isRecord(document) ? document.uri : undefined;
  return [record.targetUri, record.uri, nested].find((one): one is string => typeof one === "string");
}

function range(value: LspRange, shown: Shown | undefined): unknown {
  if (shown === undefined) return value;
  const { lines, veil } = shown;
  const kept = veil.range({ start: lines.offset(value.start), end: lines.offset(value.end) });
  return kept === undefined ? dropped : lines.range(kept.start, kept.end);
}

function isBehind(position: unknown, { lines, veil }: Shown): boolean {
  return isPosition(position) && veil.isBehind(lines.offset(position));
}

function isFoldBehind(
  { startLine, startCharacter }: Readonly<Record<string, unknown>>,
  { lines, veil }: Shown,
): boolean {
  if (typeof startLine !== "number") return false;
  const character = typeof startCharacter === "number" ? startCharacter : 0;
  return veil.isBehind(lines.offset({ line: startLine, character }));
}

/** A fold of a template begins behind the type argument; the user's begins at the backquote. */
function foldAtTick(fold: Record<string, unknown>, { lines, veil }: Shown): Record<string, unknown> {
  const { startLine, startCharacter } = fold;
  if (typeof startLine !== "number" || typeof startCharacter !== "number") return fold;
  const start = lines.offset({ line: startLine, character: startCharacter });
  const kept = veil.range({ start, end: Number.POSITIVE_INFINITY });
  if (kept === undefined || kept.start === start) return fold;
  const { line, character } = lines.position(kept.start);
  return { ...fold, startLine: line, startCharacter: character };
}

function sameRange(a: LspRange, b: unknown): boolean {
  if (!isRange(b)) return false;
  return samePosition(a.start, b.start) && samePosition(a.end, b.end);
}
function samePosition(a: Position, b: Position): boolean {
  return a.line === b.line && a.character === b.character;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
function isPosition(value: unknown): value is Position {
  return isRecord(value) && typeof value.line === "number" && typeof value.character === "number";
}
export function isRange(value: unknown): value is LspRange {
  return isRecord(value) && isPosition(value.start) && isPosition(value.end);
}
