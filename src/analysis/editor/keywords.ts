import { keywordType, literalNames, symbolicNames } from "../grammar/index.js";

interface Phrase {
  readonly label: string;
  /** `$1` is where the caret goes. */
  readonly snippet?: string;
  /** Another keyword that must fit too: `LEFT` begins a join only where JOIN may stand. */
  readonly with?: string;
}

/** Keywords that are seldom or never written alone, and what is written with them. */
const phrases: Readonly<Record<string, readonly Phrase[]>> = {
  GROUP: [{ label: "GROUP BY" }],
  ORDER: [{ label: "ORDER BY" }],
  PARTITION: [{ label: "PARTITION BY", with: "ORDER" }, { label: "PARTITION" }],
  CLUSTER: [{ label: "CLUSTER BY" }],
  DISTRIBUTE: [{ label: "DISTRIBUTE BY" }],
  SORT: [{ label: "SORT BY" }],
  LEFT: [{ label: "LEFT JOIN", with: "JOIN" }, { label: "LEFT" }],
  RIGHT: [{ label: "RIGHT JOIN", with: "JOIN" }, { label: "RIGHT" }],
  FULL: [{ label: "FULL JOIN", with: "JOIN" }, { label: "FULL" }],
  INNER: [{ label: "INNER JOIN", with: "JOIN" }, { label: "INNER" }],
  CROSS: [{ label: "CROSS JOIN", with: "JOIN" }, { label: "CROSS" }],
  LATERAL: [{ label: "LATERAL VIEW", with: "WHERE" }, { label: "LATERAL" }],
  INSERT: [{ label: "INSERT INTO", with: "SELECT" }, { label: "INSERT" }],
  DELETE: [{ label: "DELETE FROM", with: "SELECT" }, { label: "DELETE" }],
  MERGE: [{ label: "MERGE INTO" }],
  IS: [{ label: "IS" }, { label: "IS NULL" }, { label: "IS NOT NULL" }],
  // Other names of SELECT TRANSFORM, and the form of names and bytes that nobody types by hand.
  MAP: [{ label: "MAP", with: "ARRAY" }],
  REDUCE: [],
  IDENTIFIER: [],
  X: [],
  CAST: [{ label: "CAST", snippet: "CAST($1 AS $2)" }],
  TRY_CAST: [{ label: "TRY_CAST", snippet: "TRY_CAST($1 AS $2)" }],
  EXTRACT: [{ label: "EXTRACT", snippet: "EXTRACT($1 FROM $2)" }],
  CASE: [{ label: "CASE", snippet: "CASE WHEN $1 THEN $2 ELSE $3 END" }],
};

/** The keywords that fit, as they are written. */
export function keywordsOf(tokens: ReadonlySet<number>): readonly Phrase[] {
  const words = [...tokens].flatMap((type) => keywordOf(type) ?? []);
  const fits = new Set(words);
  return words.flatMap((word) => {
    const known = phrases[word] ?? [{ label: word }];
    return known.filter((phrase) => phrase.with === undefined || fits.has(phrase.with));
  });
}

export function keywordOf(type: number): string | undefined {
  const literal = literalNames[type]?.slice(1, -1) ?? "";
  if (/^[A-Z][A-Z_]*$/.test(literal)) return literal;
  // A keyword with several spellings has no literal.
  const name = symbolicNames[type];
  return name !== undefined && keywordType(name) === type ? name : undefined;
}
