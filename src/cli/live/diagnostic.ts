import type { Diagnostic } from "../../analysis/contract.js";
import { type CatalogKey, catalog } from "../../analysis/index.js";
import type { LiveAnswer } from "./ask.js";
import { differenceText } from "./compare.js";

type Said = Pick<Diagnostic, "code" | "severity" | "message" | "errorClass">;

/** The answer in words, as a diagnostic of the whole text; undefined where the server agrees. */
export function diagnosticOf(answer: LiveAnswer, text: string): Diagnostic | undefined {
  const said = saidOf(answer);
  return said && { ...said, start: text.search(/\S|$/), end: text.trimEnd().length };
}

function saidOf(answer: LiveAnswer): Said | undefined {
  switch (answer.kind) {
    case "same":
      return undefined;
    case "different":
      return row("live-difference", {
        differences: answer.differences.map((one) => `\n  ${differenceText(one)}`).join(""),
      });
    case "refused":
      return {
        ...row("live-refused", { class: answer.errorClass ?? "no error class", reason: answer.reason }),
        ...(answer.errorClass === undefined ? {} : { errorClass: answer.errorClass }),
      };
    case "accepted":
      return row("live-accepted", {});
    case "skipped":
      return row("live-skipped", { reason: answer.reason });
  }
}

function row(key: CatalogKey, values: Readonly<Record<string, string>>): Said {
  const { code, severity, message } = catalog[key];
  const text = Object.entries(values).reduce((done, [name, value]) => done.replace(`{${name}}`, () => value), message);
  return { code, severity, message: text.replace(/\.\.$/, ".") };
}

/** How many queries came out how. */
export interface LiveCounts {
  readonly compared: number;
  readonly different: number;
  readonly refused: number;
  readonly skipped: number;
}

export function countsOf(answers: readonly LiveAnswer[]): LiveCounts {
  const count = (...kinds: readonly LiveAnswer["kind"][]): number =>
    answers.filter(({ kind }) => kinds.includes(kind)).length;
  const skipped = count("skipped");
  return {
    compared: answers.length - skipped,
    different: count("different", "accepted"),
    refused: count("refused"),
    skipped,
  };
}

export function countsText({ compared, different, refused, skipped }: LiveCounts): string {
  const found = [
    ...(different > 0 ? [`${different} answered otherwise`] : []),
    ...(refused > 0 ? [`${refused} refused`] : []),
  ];
  if (compared === 0)
    return `Nothing was compared with the server${skipped === 0 ? ": there are no queries" : ", see above"}.`;
  const rest = skipped === 0 ? "" : `; ${skipped} not compared, see above`;
  return `Compared ${compared} ${compared === 1 ? "query" : "queries"} with the server: ${found.join(", ") || "all as inferred"}${rest}.`;
}
