import { quoteIfNeeded } from "../../types/index.js";
import { isReserved } from "../grammar/index.js";

export function unquoteIdentifier(text: string): string {
  return text.startsWith("`") ? text.slice(1, -1).replaceAll("``", "`") : text;
}

const escapes: Readonly<Record<string, string>> = {
  "0": "\0",
  b: "\b",
  n: "\n",
  r: "\r",
  t: "\t",
  Z: "\u001a",
};

/** The value of a string literal as Spark reads it: escapes, doubled quotes, `r'…'` raw. */
export function unquoteString(text: string): string {
  if (text[0] === "r" || text[0] === "R") return text.slice(2, -1);
  const quote = text[0] ?? "'";
  const body = text.slice(1, -1);
  if (!body.includes("\\") && !body.includes(quote)) return body;
  return body.replace(
    /\\u([0-9a-fA-F]{4})|\\U([0-9a-fA-F]{8})|\\([01][0-7]{2})|\\([\s\S])|''|""/g,
    (whole, short?: string, long?: string, octal?: string, single?: string) => {
      if (short !== undefined) return String.fromCharCode(Number.parseInt(short, 16));
      if (long !== undefined) return codePoint(Number.parseInt(long, 16));
      if (octal !== undefined) return String.fromCharCode(Number.parseInt(octal, 8));
      if (single !== undefined) {
        // `\%` and `\_` stay as they are: LIKE reads them.
        if (single === "%" || single === "_") return whole;
        return escapes[single] ?? single;
      }
      return whole[0] === quote ? quote : whole;
    },
  );
}

function codePoint(value: number): string {
  return value <= 0x10ffff ? String.fromCodePoint(value) : "\ufffd";
}

/** A name as it is written in SQL: in backquotes where it could be read as something else. */
export function quoteName(name: string): string {
  return isReserved(name) ? `\`${name}\`` : quoteIfNeeded(name);
}

/** Whether a text is one name, as it may be written. */
export function readName(text: string): string | undefined {
  const quoted = /^`((?:[^`]|``)+)`$/.exec(text.trim());
  if (quoted) return quoted[1]?.replaceAll("``", "`");
  const plain = text.trim();
  return plain === "" || plain.includes("`") ? undefined : plain;
}
