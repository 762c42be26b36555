import { caret, header, type SqlCase } from "./sql-cases.js";

export interface Range {
  readonly start: number;
  readonly end: number;
}
export interface Edit extends Range {
  readonly text: string;
}
export interface Item {
  readonly label: string;
  /** What is written when it is taken, by an editor without snippets. */
  readonly edit: Edit;
}

/** One host, asked at offsets of the one file that it has open. */
export interface SqlEditor {
  show(text: string): Promise<void> | void;
  complete(offset: number, typed?: string): Promise<readonly Item[]>;
  hover(offset: number): Promise<string | undefined>;
  /** The label with the active parameter in brackets. */
  signature(offset: number): Promise<string | undefined>;
  /** A range of the open file, or the text that a range of a cache file holds. */
  define(offset: number): Promise<Range | { readonly file: string; readonly start: number } | undefined>;
  refer(offset: number): Promise<readonly Range[]>;
  highlight(offset: number): Promise<readonly Range[]>;
  rename(offset: number, name: string): Promise<readonly Edit[] | { readonly refused: string }>;
  fixes(offset: number): Promise<readonly { readonly title: string; readonly edits: readonly Edit[] }[]>;
  colours(): Promise<readonly string[]>;
}

const lead = `${header}export const query = spark.sql\``;

/** The file of a case, and where its caret is. */
export function fileOf({ sql }: SqlCase): { readonly text: string; readonly offset: number } {
  const at = sql.indexOf(caret);
  return { text: `${lead}${sql.replace(caret, "")}\`;\n`, offset: lead.length + at };
}

const templateOf = (text: string): string => text.slice(lead.length, text.lastIndexOf("`"));

export function apply(text: string, edits: readonly Edit[]): string {
  return [...edits]
    .sort((a, b) => b.start - a.start)
    .reduce((done, { start, end, text: put }) => done.slice(0, start) + put + done.slice(end), text);
}

const bracketed = (text: string, ranges: readonly Range[]): string =>
  templateOf(
    apply(
      text,
      ranges.flatMap(({ start, end }) => [{ start, end, text: `[${text.slice(start, end)}]` }]),
    ),
  );

/** What the host says, in the form that the case tells. */
export async function answerOf(
  editor: SqlEditor,
  one: SqlCase,
): Promise<{ readonly got: unknown; readonly want: unknown }> {
  const { text, offset } = fileOf(one);
  await editor.show(text);
  switch (one.ask) {
    case "complete": {
      const labels = new Set((await editor.complete(offset, one.typed)).map(({ label }) => label));
      const got = {
        missing: (one.has ?? []).filter((label) => !labels.has(label)),
        wrong: (one.not ?? []).filter((label) => labels.has(label)),
      };
      return { got, want: { missing: [], wrong: [] } };
    }
    case "accept": {
      const item = (await editor.complete(offset)).find(({ label }) => label === one.label);
      return { got: item && templateOf(apply(text, [item.edit])), want: one.want };
    }
    case "hover": {
      const got = await editor.hover(offset);
      return {
        got: one.want === undefined || got === undefined ? got : one.want.filter((part) => !got.includes(part)),
        want: one.want && [],
      };
    }
    case "signature":
      return { got: await editor.signature(offset), want: one.want };
    case "define": {
      const got = await editor.define(offset);
      if (got === undefined || !("file" in got)) return { got: got && bracketed(text, [got]), want: one.want };
      return { got: nameAt(got.file, got.start), want: one.want };
    }
    case "refer": {
      const [places, lights] = [await editor.refer(offset), await editor.highlight(offset)];
      const shown = [places, lights].map((ranges) => (ranges.length === 0 ? undefined : bracketed(text, ranges)));
      return { got: shown, want: [one.want, one.want] };
    }
    case "rename": {
      const got = await editor.rename(offset, "other");
      if (!("refused" in got)) return { got: templateOf(apply(text, got)), want: one.want };
      return { got: one.want instanceof RegExp && one.want.test(got.refused) ? one.want : got.refused, want: one.want };
    }
    case "fix": {
      const found = await editor.fixes(offset);
      const after = found[0] && templateOf(apply(text, found[0].edits));
      return { got: [found.map(({ title }) => title), after], want: [one.titles, one.want] };
    }
    case "colour":
      return { got: await editor.colours(), want: one.want };
  }
}

/** `orders.id`: the names in the text of a cache file that lead to a place. */
function nameAt(file: string, start: number): string {
  const name = JSON.parse(`"${/^[^"]*/.exec(file.slice(start))?.[0]}"`) as string;
  const table = [...file.slice(0, start).matchAll(/\n {4}\{?\s*\n? {6}"name": "([^"]+)"/g)].at(-1)?.[1];
  return table === undefined || table === name ? name : `${table}.${name}`;
}
