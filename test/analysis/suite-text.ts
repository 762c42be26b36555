/** A file of the SQL tests of Spark. */
export interface SuiteFile {
  /** `group-by.sql`, `subquery/in-subquery/simple-in.sql`… */
  readonly name: string;
  readonly statements: readonly string[];
  /** `--SET a=b` of the file: it is run under another configuration. */
  readonly settings: readonly (readonly [key: string, value: string])[];
}

const folder = "sql-tests/inputs/";

/** Reads the files as Spark's `SQLQueryTestSuite` does. */
export function readSuite(files: ReadonlyMap<string, string>): readonly SuiteFile[] {
  return [...files.keys()].map((path) => ({
    name: path.slice(folder.length),
    statements: splitStatements(linesOf(path, files, new Set())),
    settings: settingsOf(files.get(path) ?? ""),
  }));
}

/** The lines of a file behind those of the files that it imports. */
function linesOf(path: string, files: ReadonlyMap<string, string>, seen: Set<string>): readonly string[] {
  if (seen.has(path)) return [];
  seen.add(path);
  const lines = (files.get(path) ?? "").split("\n");
  const imported = lines.flatMap((line) => {
    const name = /^--IMPORT (.+)$/.exec(line.trim())?.[1];
    return name ? linesOf(folder + name, files, seen) : [];
  });
  return [...imported, ...lines];
}

/** A statement ends at a semicolon that no backslash precedes, or is what stands between two delimiters. */
function splitStatements(lines: readonly string[]): readonly string[] {
  const statements: string[] = [];
  let text = "";
  const flush = (whole: boolean): void => {
    statements.push(...(whole ? [text] : text.split(/(?<!\\);/)));
    text = "";
  };
  for (const line of lines) {
    const mark = /^\s*--QUERY-DELIMITER-(START|END)/.exec(line)?.[1];
    if (mark) flush(mark === "END");
    else if (!line.trim().startsWith("--")) text += `${line}\n`;
  }
  flush(false);
  return statements
    .map((one) => one.trim().replace(/;$/, "").replaceAll("\\;", ";").trim())
    .filter((one) => one !== "");
}

function settingsOf(text: string): SuiteFile["settings"] {
  return text
    .split("\n")
    .flatMap((line) => /^--SET (.+)$/.exec(line)?.[1]?.split(",") ?? [])
    .map((one) => {
      const [key = "", ...value] = one.split("=");
      return [key.trim(), value.join("=").trim()] as const;
    });
}
