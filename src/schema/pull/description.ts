import type { StructType } from "../../types/index.js";
import type { TableSchema } from "../model.js";
import { splitName } from "./name.js";
import { type Row, textOf } from "./session.js";

/** What `DESCRIBE TABLE EXTENDED` tells beside the types. */
export interface TableDetails {
  readonly kind?: TableSchema["kind"];
  readonly comment?: string;
  readonly format?: string;
  readonly partitionColumns: readonly string[];
  readonly primaryKey?: readonly string[];
  readonly columnComments: ReadonlyMap<string, string>;
  readonly defaults: ReadonlySet<string>;
}

const kinds: Readonly<Record<string, TableSchema["kind"]>> = {
  VIEW: "view",
  MATERIALIZED_VIEW: "materialized_view",
  STREAMING_TABLE: "streaming_table",
};

/** The kind behind a server's own word for it; whatever is no view is read as a table. */
export function kindOf(type: string | undefined): TableSchema["kind"] {
  const word = type?.toUpperCase() ?? "";
  return Object.hasOwn(kinds, word) ? kinds[word]! : "table";
}

/**
 * Reads the answer of `DESCRIBE TABLE EXTENDED`: columns first, then sections that begin with `# …` and end with an
 * empty row. The columns are known already, so that none with a name such as `# Partition Information` is taken for a
 * section.
 */
export function readDescription(rows: readonly Row[], columns: StructType): TableDetails {
  const columnComments = new Map<string, string>();
  let at = 0;
  for (; at < columns.fields.length && textOf(rows[at] ?? {}, "col_name") === columns.fields[at]!.name; at++) {
    const comment = textOf(rows[at]!, "comment");
    if (comment !== undefined) columnComments.set(columns.fields[at]!.name, comment);
  }
  const sections = sectionsOf(rows.slice(at));
  const facts = new Map<string, string>();
  for (const [key, value] of sections.get("# Detailed Table Information") ?? []) {
    if (!facts.has(key)) facts.set(key, value);
  }
  const [type, comment, format] = [facts.get("Type"), facts.get("Comment"), facts.get("Provider")];
  const primaryKey = primaryKeyOf(sections.get("# Constraints") ?? []);
  return {
    columnComments,
    partitionColumns: partitionsOf(sections, columns),
    defaults: new Set((sections.get("# Column Default Values") ?? []).map(([name]) => name)),
    ...(type === undefined ? {} : { kind: kindOf(type) }),
    ...(comment === undefined || comment === "" ? {} : { comment }),
    ...(format === undefined || format === "" ? {} : { format: format.toLowerCase() }),
    ...(primaryKey === undefined ? {} : { primaryKey }),
  };
}

type Section = (readonly [name: string, value: string])[];

function sectionsOf(rows: readonly Row[]): ReadonlyMap<string, Section> {
  const sections = new Map<string, Section>();
  let open: Section | undefined;
  for (const row of rows) {
    const name = textOf(row, "col_name") ?? "";
    const value = textOf(row, "data_type") ?? "";
    if (name === "") open = undefined;
    else if (open === undefined && name.startsWith("# ")) {
      open = [];
      if (!sections.has(name)) sections.set(name, open);
    } else if (name !== "# col_name") open?.push([name, value]);
  }
  return sections;
}

/** Columns by which the table is partitioned as they are; a transform of a column, such as `days(ts)`, is no column. */
function partitionsOf(sections: ReadonlyMap<string, Section>, columns: StructType): readonly string[] {
  const own = new Set(columns.fields.map((field) => field.name));
  const plain = (sections.get("# Partition Information") ?? []).map(([name]) => name);
  const parts = (sections.get("# Partitioning") ?? []).map(([, transform]) => transform);
  return [...plain, ...parts].map(unquoted).filter((name) => own.has(name));
}

function unquoted(name: string): string {
  return /^`(?:[^`]|``)+`$/.test(name) ? name.slice(1, -1).replaceAll("``", "`") : name;
}

function primaryKeyOf(constraints: Section): readonly string[] | undefined {
  for (const [, text] of constraints) {
    const inside = /^\s*PRIMARY KEY\s*\(((?:[^`)]|`(?:[^`]|``)*`)*)\)/i.exec(text)?.[1];
    if (inside === undefined) continue;
    const names = inside.match(/`(?:[^`]|``)*`|[^,`\s]+/g) ?? [];
    return names.map((name) => splitName(name)[0]!.text);
  }
  return undefined;
}
