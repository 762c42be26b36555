import { exampleTables } from "../../analysis/diagnostics/pages/index.js";
import type { Style } from "../terminal.js";
import type { Entry } from "./find.js";

/** A message with its blanks shown as such: `{name}` → `…`. */
export function messageOf({ message }: Pick<Entry, "message">): string {
  return message.replaceAll("{suggestion}", "").replace(/\{\w+\}/g, "…");
}

/** The tables that an example is about, each as `name (columns)`. */
function tablesOf(...texts: readonly string[]): readonly string[] {
  return Object.entries(exampleTables)
    .filter(([name]) => texts.some((text) => new RegExp(`\\b${name}\\b`).test(text)))
    .map(([name, ddl]) => `${name} (${ddl})`);
}

/** The page as a terminal shows it. */
export function pageText(entry: Entry, style: Style): string {
  const { code, severity, help, errorClass, page } = entry;
  const paint = severity === "error" ? style.red : severity === "warning" ? style.yellow : style.cyan;
  const lines = [`${paint(severity)} ${style.bold(code)}  ${messageOf(entry)}`, ""];
  lines.push(wrap(page.why), "");
  lines.push(wrap(`To mend it: ${help}`), "");
  const example = page.example;
  if (example !== undefined) {
    lines.push(`  ${style.red("✗")} ${example.wrong.trim() || "(nothing)"}`);
    lines.push(`  ${style.green("✓")} ${example.right}`, "");
    const tables = tablesOf(example.wrong, example.right);
    if (tables.length > 0) lines.push(...tables.map((table) => style.dim(wrap(`where ${table}`, "  "))), "");
    if (example.foundBy === "server")
      lines.push(wrap("Only the server sees this: `dbsql check --live` and `dbsql describe --live` ask it."), "");
  }
  if (errorClass !== undefined) lines.push(style.dim(`Spark's error class: ${errorClass}`));
  return lines.join("\n").trimEnd();
}

/** The page as a file of Markdown. */
export function pageMarkdown(entry: Entry): string {
  const { code, severity, help, errorClass, page } = entry;
  const lines = [`# ${code}: ${literally(messageOf(entry))}`, "", `*${severity}*`, ""];
  lines.push(literally(page.why), "");
  lines.push("## To mend it", "", literally(help), "");
  const example = page.example;
  if (example !== undefined) {
    const tables = tablesOf(example.wrong, example.right).map((table) => `-- ${table}`);
    lines.push("## Example", "", "```sql", ...tables, `${example.wrong}   -- ${code}`, example.right, "```", "");
    if (example.foundBy === "server") {
      lines.push("Only the server sees this: `dbsql check --live` and `dbsql describe --live` ask it.", "");
    }
  }
  if (errorClass !== undefined) lines.push(`Spark's error class: \`${errorClass}\``, "");
  return lines.join("\n");
}

/** The list of all pages, beside them. */
export function indexMarkdown(entries: readonly Entry[]): string {
  const rows = entries.map(
    (entry) => `| [${entry.code}](${entry.code}.md) | ${entry.severity} | ${literally(messageOf(entry))} |`,
  );
  return [
    "# Diagnostics",
    "",
    "`dbsql explain CODE` shows a page.",
    "",
    "| code | | message |",
    "|---|---|---|",
    ...rows,
    "",
  ].join("\n");
}

/** Signs of Markdown as themselves, but not inside back quotes. */
function literally(text: string): string {
  return text
    .split(/(`[^`]*`)/)
    .map((part) => (part.startsWith("`") ? part : part.replace(/[*_<>|[\]]/g, "\\$&")))
    .join("");
}

const width = 88;

function wrap(text: string, indent = ""): string {
  const lines: string[] = [];
  let line = indent;
  for (const word of text.split(" ")) {
    if (line.trim() !== "" && line.length + word.length + 1 > width) {
      lines.push(line);
      line = indent;
    }
    line += line.trim() === "" ? word : ` ${word}`;
  }
  return [...lines, line].join("\n");
}
