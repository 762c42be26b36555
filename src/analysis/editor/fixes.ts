import type { AnalyzeOptions, Diagnostic, Fix } from "../contract.js";
import { quoteName } from "../syntax/quotes.js";
import { factAt, observe } from "./facts.js";

type Fixes = (diagnostic: Diagnostic, text: string, options: AnalyzeOptions) => readonly Fix[];

const replace = ({ start, end }: Diagnostic, title: string, text: string): Fix => ({ title, start, end, text });
const written = ({ start, end }: Diagnostic, text: string): string => text.slice(start, end);

/** What can be done about a mistake, by Spark's class of it. What the analyser itself proposes comes first. */
const byClass: Readonly<Record<string, Fixes>> = {
  AMBIGUOUS_REFERENCE: (found, text, options) => {
    const scope = observe(text, options)
      .scopes.filter(({ start, end }) => start <= found.start && found.end <= end)
      .reduce<
        { start: number; end: number; columns: readonly { name: string; qualifier: readonly string[] }[] } | undefined
      >((best, one) => (best && best.end - best.start < one.end - one.start ? best : one), undefined);
    const name = written(found, text).replace(/^`|`$/g, "").toLowerCase();
    const owners = (scope?.columns ?? []).filter((column) => column.name.toLowerCase() === name);
    const texts = owners.flatMap(({ qualifier, name: column }) => {
      const owner = qualifier.at(-1);
      return owner === undefined ? [] : [`${quoteName(owner)}.${quoteName(column)}`];
    });
    return [...new Set(texts)].map((one) => replace(found, `Write ${one}`, one));
  },
  INVALID_IDENTIFIER: (found, text) => {
    const name = written(found, text);
    return [replace(found, `Put ${name} in backquotes`, `\`${name.replaceAll("`", "``")}\``)];
  },
  TRAILING_COMMA_IN_SELECT: (found, text) => {
    const comma = text.slice(0, found.start).lastIndexOf(",");
    return comma < 0 ? [] : [{ title: "Leave the comma out", start: comma, end: comma + 1, text: "" }];
  },
  MISSING_AGGREGATION: (found, text, options) => [...addToGroupBy(found, text), ...wrapped(found, text, options)],
  MISSING_GROUP_BY: (found, text, options) => wrapped(found, text, options),
  "UNRESOLVED_COLUMN.WITHOUT_SUGGESTION": (found, text) => asString(found, text),
  "UNRESOLVED_MAP_KEY.WITH_SUGGESTION": (found, text) => asString(found, text),
  "INCOMPATIBLE_DATA_FOR_TABLE.CANNOT_SAFELY_CAST": (found, text) => castTo(found, text),
};

function asString(found: Diagnostic, text: string): readonly Fix[] {
  const name = written(found, text);
  return /^\w+$/.test(name) ? [replace(found, `Quote it as a string: '${name}'`, `'${name}'`)] : [];
}

function wrapped(found: Diagnostic, text: string, options: AnalyzeOptions): readonly Fix[] {
  const name = written(found, text);
  const isColumn = factAt(text, found.end, options)?.kind === "column";
  if (!isColumn || !/^[\w.`]+$/.test(name)) return [];
  return [replace(found, `Take any value: any_value(${name})`, `any_value(${name})`)];
}

/** The end of the GROUP BY list that follows the mistake. */
function addToGroupBy(found: Diagnostic, text: string): readonly Fix[] {
  const name = written(found, text);
  const by = /\bGROUP\s+BY\s+/gi;
  by.lastIndex = found.end;
  const match = by.exec(text);
  if (!match || !/^[\w.`]+$/.test(name)) return [];
  const at = match.index + match[0].length;
  return [{ title: `Add ${name} to GROUP BY`, start: at, end: at, text: `${name}, ` }];
}

function castTo(found: Diagnostic, text: string): readonly Fix[] {
  const type = / is ([^:]+): /.exec(found.message)?.[1];
  const value = written(found, text);
  return type === undefined || value === "" ? [] : [replace(found, `Cast to ${type}`, `CAST(${value} AS ${type})`)];
}

/** The quick fixes of a finding, the most probable first. */
export function fixesOf(diagnostic: Diagnostic, text: string, options: AnalyzeOptions): readonly Fix[] {
  const more = byClass[diagnostic.errorClass ?? ""]?.(diagnostic, text, options) ?? [];
  const all = [...(diagnostic.fixes ?? []), ...more];
  return [...new Map(all.map((fix) => [`${fix.start}:${fix.end}:${fix.text}`, fix])).values()];
}
