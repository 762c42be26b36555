import type { Change, PullProblem } from "../../schema/pull/index.js";
import type { Style } from "../terminal.js";
import type { BrokenQuery } from "./broken-queries.js";

/** A name or comment of a catalog on one line of a terminal, without the signs that would steer it. */
function shown(text: string): string {
  return text.replace(/[\p{Cc}\p{Cs}\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]+/gu, " ");
}

export function formatProblem({ severity, object, message }: PullProblem, style: Style): string {
  const word = severity === "error" ? style.red("error:") : style.yellow("warning:");
  return `${word} ${shown(object)}: ${shown(message)}`;
}

const signs = { added: "+", removed: "-", changed: "~" } as const;

export function formatChange({ change, what, object, column, aspect, before, after }: Change, style: Style): string {
  const paint = { added: style.green, removed: style.red, changed: style.yellow }[change];
  const place = `${what} ${object}${column === undefined ? "" : `: ${column}`}`;
  const detail = aspect === undefined ? "" : `, ${aspect}: ${clipped(before ?? "none")} → ${clipped(after ?? "none")}`;
  return `${paint(signs[change])} ${shown(place)}${shown(detail)}`;
}

const longest = 200;

function clipped(text: string): string {
  return text.length <= longest ? text : `${text.slice(0, longest)}…`;
}

export function formatBroken({ file = "", line, column, code, message }: BrokenQuery, style: Style): string {
  const place = line === undefined ? file : `${file}(${line},${column})`;
  return `${style.cyan(place)}: ${style.red("error")} ${code}: ${message}`;
}
