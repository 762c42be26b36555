import { join, resolve } from "node:path";
import { replaceFile } from "../../schema/index.js";
import { defineCommand, formatRows } from "../command.js";
import { type Entry, entries, findEntry } from "./find.js";
import { indexMarkdown, messageOf, pageMarkdown, pageText } from "./page-text.js";

interface ExplainArgs {
  readonly words: readonly string[];
  readonly write: string | undefined;
}

type ExplainEvent =
  | { readonly kind: "page"; readonly entry: Entry; readonly isFirst: boolean }
  | { readonly kind: "list"; readonly entries: readonly Entry[] }
  | { readonly kind: "written"; readonly folder: string; readonly pages: number };

export const explainCommand = defineCommand<ExplainArgs, ExplainEvent>({
  name: "explain",
  summary: "what a diagnostic means, why, and how to mend it",
  operands: "[CODE…]",
  options: {
    write: { type: "string", value: "DIR", description: "write every page as Markdown instead" },
  },
  examples: [
    ["dbsql explain DBSQL1201", "one page"],
    ["dbsql explain MISSING_AGGREGATION", "the same by Spark's error class"],
    ["dbsql explain", "all diagnostics, a line each"],
  ],
  parse: (input) => ({ words: [...input.positionals, ...input.rest], write: input.text("write") }),
  async *run({ words, write }, { cwd }) {
    if (write !== undefined) {
      const folder = resolve(cwd, write);
      for (const entry of entries) await replaceFile(join(folder, `${entry.code}.md`), pageMarkdown(entry));
      await replaceFile(join(folder, "README.md"), indexMarkdown(entries));
      yield { kind: "written", folder: write, pages: entries.length };
    } else if (words.length === 0) yield { kind: "list", entries };
    else {
      const found = words.map(findEntry);
      for (const [at, entry] of found.entries()) yield { kind: "page", entry, isFirst: at === 0 };
    }
    return 0;
  },
  text: (event, style) => {
    switch (event.kind) {
      case "page":
        return `${event.isFirst ? "" : "\n"}${pageText(event.entry, style)}`;
      case "list":
        return formatRows(event.entries.map((entry) => [entry.code, messageOf(entry)]));
      case "written":
        return `${event.pages} pages in ${event.folder}.`;
    }
  },
  json: (event) => {
    switch (event.kind) {
      case "page":
        return facts(event.entry);
      case "list":
        return event.entries.map(facts);
      case "written":
        return event;
    }
  },
});

function facts({ code, severity, errorClass, message, help, page }: Entry): object {
  return {
    code,
    severity,
    ...(errorClass === undefined ? {} : { errorClass }),
    message,
    why: page.why,
    help,
    ...(page.example === undefined ? {} : { example: page.example }),
  };
}
