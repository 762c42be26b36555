import { readFileSync } from "node:fs";

/** A text that is very long or very deep: pieces, and pieces so many times with `#` for their number. */
export interface Giant {
  readonly name: string;
  readonly sql: readonly (string | readonly [times: number, piece: string])[];
  /** How many columns the analysis finds. */
  readonly columns?: number;
  /** The class of its first finding. */
  readonly says?: string;
}

/** The bench measures the same texts. */
export const giants = JSON.parse(readFileSync(new URL("giants.json", import.meta.url), "utf8")) as readonly Giant[];

export function textOf({ sql }: Giant): string {
  return sql
    .map((piece) => {
      if (typeof piece === "string") return piece;
      const [times, text] = piece;
      return text.includes("#")
        ? Array.from({ length: times }, (_, i) => text.replaceAll("#", String(i))).join("")
        : text.repeat(times);
    })
    .join("");
}
