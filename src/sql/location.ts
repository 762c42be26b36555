import { readFileSync } from "node:fs";
import { findSourceMap } from "node:module";
import { fileURLToPath, pathToFileURL } from "node:url";
import type { SourceLocation } from "../errors/index.js";
import type { TemplateOrigin, TemplateSite } from "../plan/index.js";
import { cookedToRaw, findTemplate } from "./raw-template.js";

/** A place in the user's file, and the line of text that it points into. */
export interface FoundPlace extends SourceLocation {
  readonly text: string;
}

/**
 * Where a place of the final SQL text stands in the user's own file. Looks only at the files that the stack names, and
 * only answers when the very text of the template is found there.
 *
 * @param start UTF-16 offset in the final SQL text
 */
export function locate(origin: TemplateOrigin, start: number): FoundPlace | undefined {
  let from = 0;
  for (const piece of origin.pieces) {
    const offset = start - from;
    if (offset < piece.length || piece === origin.pieces.at(-1)) {
      if (piece.from === "hole") return locateHole(piece.site, piece.index);
      return locatePart(piece.site, piece.part, piece.offset + Math.max(0, Math.min(offset, piece.length)));
    }
    from += piece.length;
  }
  return undefined;
}

/** Where `strings[part]` stands, `offset` cooked UTF-16 units into it. */
export function locatePart(site: TemplateSite, part: number, offset = 0): FoundPlace | undefined {
  return locateIn(site, (starts) => starts[part]! + cookedToRaw(site.strings.raw[part]!, offset));
}

/** Where the `${` of a hole stands. */
export function locateHole(site: TemplateSite, index: number): FoundPlace | undefined {
  return locateIn(site, (starts) => starts[index]! + site.strings.raw[index]!.length);
}

const maxFrames = 10;
const maxFileSize = 8 * 1024 * 1024;

function locateIn(site: TemplateSite, offsetOf: (starts: readonly number[]) => number): FoundPlace | undefined {
  for (const frame of framesOf(site.stack() ?? "")
    .slice(0, maxFrames)
    .flatMap(withOriginal)) {
    const text = readSource(frame.file);
    if (text === undefined) continue;
    const starts = findTemplate(text, site.strings.raw, lineStart(text, frame.line));
    if (starts === undefined) continue;
    const before = text.slice(0, offsetOf(starts));
    const lineFrom = before.lastIndexOf("\n") + 1;
    return {
      file: frame.file,
      line: before.split("\n").length,
      column: before.length - lineFrom + 1,
      text: text.slice(lineFrom).split("\n", 1)[0]!,
    };
  }
  return undefined;
}

interface Frame {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

function framesOf(stack: string): Frame[] {
  const frames: Frame[] = [];
  for (const line of stack.split("\n")) {
    const match = /^\s+at (?:[^\n]*\()?(?:async )?((?:file:\/\/|\/|[A-Za-z]:[\\/])[^\n]*?):(\d+):(\d+)\)?$/.exec(line);
    if (match !== null) {
      frames.push({ file: pathOf(match[1]!), line: Number(match[2]), column: Number(match[3]) });
    }
  }
  return frames;
}

function pathOf(name: string): string {
  if (!name.startsWith("file://")) return name;
  try {
    return fileURLToPath(name.replace(/[?#].*$/, ""));
  } catch {
    return name;
  }
}

/** Line ends as a template's raw text has them. Undefined for what cannot be read: then there is no place to name. */
function readSource(file: string): string | undefined {
  try {
    const text = readFileSync(file, "utf8");
    return text.length > maxFileSize ? undefined : text.replaceAll("\r\n", "\n").replaceAll("\r", "\n");
  } catch {
    return undefined;
  }
}

function lineStart(text: string, line: number): number {
  let at = 0;
  for (let current = 1; current < line; current++) {
    const next = text.indexOf("\n", at);
    if (next === -1) return at;
    at = next + 1;
  }
  return at;
}

/** The file that a frame was compiled from, where the runtime has its source map, before the frame itself. */
function withOriginal(frame: Frame): Frame[] {
  const map = findSourceMap(frame.file) ?? findSourceMap(pathToFileURL(frame.file).href);
  const entry = map?.findEntry(frame.line - 1, frame.column - 1);
  if (entry === undefined || !("originalSource" in entry)) return [frame];
  const { originalSource, originalLine, originalColumn } = entry;
  return [{ file: pathOf(originalSource), line: originalLine + 1, column: originalColumn + 1 }, frame];
}
