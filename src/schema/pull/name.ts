import { ArgumentError } from "../../errors/index.js";

/** A name as SQL writes it, every part in backquotes. */
export function quoteName(...parts: readonly string[]): string {
  return parts.map((part) => `\`${part.replaceAll("`", "``")}\``).join(".");
}

/** One part of a written name: `quoted` when it stood in backquotes, where `*` is no wildcard. */
export interface NamePart {
  readonly text: string;
  readonly quoted: boolean;
}

/**
 * The parts of a name with dots between them, as SQL writes it.
 *
 * @throws ArgumentError for an empty part, and a backquote without its end
 */
export function splitName(name: string): readonly NamePart[] {
  const parts: NamePart[] = [];
  const part = /\s*(?:`((?:[^`]|``)*)`|([^.`]+))\s*(\.|$)/y;
  for (let more = true; more; ) {
    const found = part.exec(name);
    const text = found?.[1]?.replaceAll("``", "`") ?? found?.[2]?.trim() ?? "";
    if (found === null || text === "") {
      throw new ArgumentError(
        `${JSON.stringify(name)} is no name: write up to three parts with dots between them, a part with other signs in backquotes, such as \`main.sales.*\`.`,
        { errorClass: "DBSQL_BAD_PATTERN" },
      );
    }
    parts.push({ text, quoted: found[1] !== undefined });
    more = found[3] === ".";
  }
  return parts;
}

/** Catalogs match names without regard to case. */
export function foldName(name: string): string {
  return name.toLowerCase();
}
