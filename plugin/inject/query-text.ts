import { HOLE } from "../../src/analysis/contract.js";
import type { Template } from "./template.js";

/** The SQL text of a template as its tag receives it, every hole one character, and where each character stands. */
export interface QueryText {
  readonly text: string;
  /** Whether the user wrote the mark of a hole, in whose place another character is analysed. */
  readonly holdsMark: boolean;
  /** The offset in the file of an offset in the text. */
  toFile(offset: number): number;
  /** The offset in the text of one in the file; undefined inside a hole and outside the template. */
  fromFile(offset: number): number | undefined;
}

export function queryText(file: string, template: Template): QueryText {
  const text: string[] = [];
  const starts: number[] = [];
  let holdsMark = false;
  template.texts.forEach(({ start, end }, part) => {
    for (let at = start; at < end; ) {
      const plain = plainEnd(file, at, end);
      if (plain > at) {
        text.push(file.slice(at, plain));
        while (at < plain) starts.push(at++);
        continue;
      }
      const [length, cooked] = unitAt(file, at, end);
      // The mark of a hole, written by the user, is no hole.
      holdsMark ||= cooked === HOLE;
      for (const unit of cooked === HOLE ? "\ufffd" : cooked) {
        for (let i = 0; i < unit.length; i++) {
          text.push(unit[i]!);
          starts.push(at);
        }
      }
      at += length;
    }
    if (part < template.holes.length) {
      text.push(HOLE);
      // A mistake at a hole is shown at the expression, as TypeScript shows its own.
      starts.push(end);
    }
  });
  starts.push(template.end - 1);
  return {
    text: text.join(""),
    holdsMark,
    toFile: (offset) => starts[Math.max(0, Math.min(offset, starts.length - 1))]!,
    fromFile: (offset) => {
      if (!template.texts.some(({ start, end }) => start <= offset && offset <= end)) return undefined;
      let low = 0;
      let high = starts.length - 1;
      while (low < high) {
        const middle = (low + high) >> 1;
        if (starts[middle]! < offset) low = middle + 1;
        else high = middle;
      }
      return low;
    },
  };
}

/** Up to where every unit stands for itself, which most of a text does. */
function plainEnd(file: string, from: number, end: number): number {
  let at = from;
  for (; at < end; at++) {
    const char = file[at];
    if (char === "\\" || char === "\r" || char === HOLE) break;
  }
  return at;
}

const simple: Readonly<Record<string, string>> = { n: "\n", t: "\t", r: "\r", b: "\b", f: "\f", v: "\v", "0": "\0" };

/** How many units a piece of raw text takes, and what it stands for. An escape that is none stands for itself. */
function unitAt(file: string, at: number, end: number): readonly [length: number, cooked: string] {
  const char = file[at]!;
  if (char === "\r") return [file[at + 1] === "\n" && at + 1 < end ? 2 : 1, "\n"];
  if (char !== "\\" || at + 1 >= end) return [1, char];
  const next = file[at + 1]!;
  if (next === "\r") return [file[at + 2] === "\n" ? 3 : 2, ""];
  if (/[\n\u2028\u2029]/.test(next)) return [2, ""];
  const coded = /^\\(?:x([\da-f]{2})|u([\da-f]{4})|u\{([\da-f]{1,6})\})/i.exec(file.slice(at, Math.min(at + 10, end)));
  if (coded !== null) {
    const point = Number.parseInt(coded[1] ?? coded[2] ?? coded[3]!, 16);
    if (point <= 0x10ffff) return [coded[0].length, String.fromCodePoint(point)];
  }
  return [2, Object.hasOwn(simple, next) ? simple[next]! : next];
}

/** SQL text as it is written in a template. */
export function escapeTemplate(text: string): string {
  // Names hold none of it nearly always.
  return /[`\\$]/.test(text) ? text.replace(/[`\\]|\$\{/g, "\\$&") : text;
}
