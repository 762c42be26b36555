/**
 * What people get wrong, each as a change of a file that shifts no line. `number` counts the queries that are read in
 * functions. Undefined where a query has no place for the mistake.
 * @typedef {(text: string, number: number) => { text: string, line: number } | undefined} Blunder
 */

/** @param {(query: { sql: string, before: string, after: string }) => { at: number, length: number, by: string } | undefined} change @returns {Blunder} */
const inQuery = (change) => (text, number) => {
  let start = -1;
  for (let left = number; left >= 0; left--) start = text.indexOf("const rows = await ", start + 1);
  const tick = text.indexOf("`", start) + 1;
  const end = text.indexOf("`.collect()", tick);
  const stop = text.indexOf("as const }", end);
  const done = change({ sql: text.slice(tick, end), before: text.slice(0, start), after: text.slice(end, stop) });
  if (done === undefined) return undefined;
  const at = done.at + (done.part === "before" ? 0 : done.part === "after" ? end : tick);
  return {
    text: text.slice(0, at) + done.by + text.slice(at + done.length),
    line: text.slice(0, at).split("\n").length,
  };
};

/** @param {RegExp} pattern @param {(found: string) => string} by @param {"sql" | "before" | "after"} [part] */
const replace = (pattern, by, part = "sql") =>
  inQuery((query) => {
    const found = pattern.exec(query[part]);
    return found === null ? undefined : { at: found.index, length: found[0].length, by: by(found[0]), part };
  });

/** @type {Readonly<Record<string, Blunder>>} */
export const blunders = {
  column: replace(/\b(?:customer_id|country|amount)\b(?!\s*\))/, (name) => `${name}z`),
  table: replace(/main\.\w+\.\w+/, (name) => `${name}_old`),
  function: replace(/\b(?:sum|count|upper|coalesce|date_trunc|lag|size|transform)\(/, (name) => `my_${name}`),
  syntax: replace(/\bFROM\b/, () => "FORM"),
  property: replace(/\brow\.\w+/, (name) => `${name}_x`, "after"),
  assignment: replace(/const first = rows\[0\]/, (text) => text.replace("first", "first: number"), "after"),
};

export const kinds = Object.keys(blunders);
