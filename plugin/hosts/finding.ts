import type { Diagnostic } from "../../src/analysis/contract.js";

/** One diagnostic, of TypeScript or of a query, in offsets of the file as the user has it. */
export interface Finding {
  readonly file?: string;
  readonly start?: number;
  readonly length?: number;
  readonly severity: "error" | "warning" | "message";
  /** `TS2345`, `DBSQL1001`. */
  readonly code: string;
  readonly message: string;
  /** Spark's own error class, of a finding in a query. */
  readonly errorClass?: string;
}

/** What was found in a query, by offsets of its file. */
export function findingOf(file: string, { code, message, severity, start, end, errorClass }: Diagnostic): Finding {
  return {
    file,
    start,
    length: end - start,
    severity: severity === "information" ? "message" : severity,
    code,
    message,
    ...(errorClass === undefined ? {} : { errorClass }),
  };
}

/** The order in which `tsc` prints: what belongs to no file first, then by file and place. */
export function inOrder(findings: readonly Finding[]): Finding[] {
  const sorted = [...findings].sort(
    (a, b) =>
      compare(a.file ?? "", b.file ?? "") ||
      (a.start ?? 0) - (b.start ?? 0) ||
      (a.length ?? 0) - (b.length ?? 0) ||
      compare(a.code, b.code) ||
      compare(a.message, b.message),
  );
  return sorted.filter((finding, at) => at === 0 || !same(finding, sorted[at - 1]!));
}

function same(a: Finding, b: Finding): boolean {
  return a.file === b.file && a.start === b.start && a.code === b.code && a.message === b.message;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

export interface Place {
  /** 1-based, as `tsc` prints them. */
  readonly line: number;
  readonly column: number;
}

/** The line and column of an offset. Lines end where TypeScript ends them. */
export function placeOf(text: string, offset: number): Place {
  let line = 1;
  let start = 0;
  for (let at = 0; at < offset && at < text.length; at++) {
    const char = text[at]!;
    if (char === "\r" && text[at + 1] === "\n") continue;
    if (char === "\n" || char === "\r" || char === "\u2028" || char === "\u2029") {
      line++;
      start = at + 1;
    }
  }
  return { line, column: Math.min(offset, text.length) - start + 1 };
}

/** A finding as `tsc` prints it where the output is no terminal: `a.ts(5,9): error TS2322: …`. */
export function formatFinding(finding: Finding, text: string | undefined, cwd: string): string {
  const what = `${finding.severity} ${finding.code}: ${finding.message}`;
  if (finding.file === undefined) return what;
  const file = relative(cwd, finding.file);
  if (text === undefined || finding.start === undefined) return `${file}: ${what}`;
  const { line, column } = placeOf(text, finding.start);
  return `${file}(${line},${column}): ${what}`;
}

/** A path from the current folder, with `/` between the parts, as `tsc` prints it. */
export function relative(from: string, to: string): string {
  const [a, b] = [from, to].map((path) => path.replaceAll("\\", "/").split("/").filter(Boolean)) as [
    string[],
    string[],
  ];
  let equal = 0;
  while (equal < a.length && equal < b.length && a[equal] === b[equal]) equal++;
  if (equal === 0) return to;
  return [...a.slice(equal).map(() => ".."), ...b.slice(equal)].join("/");
}
