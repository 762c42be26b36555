import { namesAlias, readable } from "../inject/alias.js";
import type { RowColumn } from "../inject/veil.js";
import { clean, isRange, type Shown, type Shows } from "./clean.js";
import { type LspRange, member } from "./message.js";

const places = /\/(?:definition|typeDefinition|implementation|references|declaration)$|sourceDefinition$/;
const edits = /[fF]ormatting$|rename$|willRenameFiles$/;
const code = /codeAction/;
const diagnosed = /(?:\/diagnostic|publishDiagnostics)$/;

/** What the user may see of the server's answer to a request about a document. */
export function filterResult(method: string, result: unknown, uri: string, shows: Shows): unknown {
  if (result === null || result === undefined) return result;
  if (places.test(method)) return clean(toQueries(result, shows), uri, shows);
  if (method.startsWith("textDocument/semanticTokens")) return semanticTokens(result, shows.shown(uri));
  if (edits.test(method)) return clean(allowedEdits(result, uri, shows, false), uri, shows);
  if (code.test(method)) return clean(allowedEdits(result, uri, shows, true), uri, shows);
  if (method === "textDocument/completion") return completions(result);
  if (diagnosed.test(method)) return clean(atEnd(result, uri, shows), uri, shows);
  if (method === "textDocument/hover") return unnamed(clean(result, uri, shows));
  if (method === "completionItem/resolve") return typed(clean(result, uri, shows), "detail");
  if (method === "textDocument/signatureHelp") return signatures(clean(result, uri, shows));
  return clean(result, uri, shows);
}

/** A column of a row is declared in our text; the user's own place for it is the query. */
function toQueries(result: unknown, shows: Shows): unknown {
  if (Array.isArray(result)) return result.map((one) => toQueries(one, shows));
  const uri = member(result, "targetUri") ?? member(result, "uri");
  const range = member(result, "targetSelectionRange") ?? member(result, "range");
  const shown = typeof uri === "string" ? shows.shown(uri) : undefined;
  if (shown === undefined || !isRange(range)) return result;
  const place = columnPlace(range, shown);
  if (place === undefined) return result;
  return member(result, "targetUri") === undefined
    ? { ...(result as object), range: place }
    : { ...(result as object), targetRange: place, targetSelectionRange: place };
}

/** The column of a query that our text declares at a range. */
export function columnAt(range: LspRange, { veil, lines }: Shown): RowColumn | undefined {
  return veil.columnAt(veil.length + behind(range, lines));
}

function columnPlace(range: LspRange, { veil, lines }: Shown): LspRange | undefined {
  const column = columnAt(range, { veil, lines });
  if (column === undefined) return undefined;
  const { start, end } = veil.placeOf(column);
  return lines.range(start, end);
}

/** How far behind the user's text a position is: our own lines are not among the user's. */
function behind({ start }: LspRange, lines: Shown["lines"]): number {
  const { line } = lines.end;
  if (start.line === line) return start.character - lines.end.character;
  // All our types stand on the one line behind the user's last.
  return start.line === line + 1 ? 1 + start.character : Number.NaN;
}

function allowedEdits(value: unknown, uri: string, shows: Shows, isCode: boolean): unknown {
  if (Array.isArray(value))
    return value.map((item) => allowedEdits(item, uri, shows, isCode)).filter((item) => item !== undefined);
  if (typeof value !== "object" || value === null) return value;
  const record = value as Readonly<Record<string, unknown>>;
  const own =
    [record.uri, member(record, "textDocument", "uri")].find((one): one is string => typeof one === "string") ?? uri;
  const shown = shows.shown(own);
  if (typeof record.newText === "string") {
    const range = isRange(record.range) ? record.range : undefined;
    if (shown !== undefined && range !== undefined) {
      const { veil, lines } = shown;
      const kept = veil.edit({ start: lines.offset(range.start), end: lines.offset(range.end) }, isCode);
      if (kept === undefined) return undefined;
      if (kept.start !== lines.offset(range.start)) {
        return allowedEdits({ ...record, range: lines.range(kept.start, kept.end) }, uri, shows, isCode);
      }
    }
    // Code that was taken out of the one file may go into another.
    const restored = shows.shown(uri)?.veil.restore(record.newText) ?? record.newText;
    return { ...record, newText: shown?.veil.restore(restored) ?? restored };
  }
  return Object.fromEntries(
    Object.entries(record).map(([key, item]) => {
      if (key === "data") return [key, item];
      if (key !== "changes" || typeof item !== "object" || item === null)
        return [key, allowedEdits(item, own, shows, isCode)];
      return [
        key,
        Object.fromEntries(Object.entries(item).map(([of, one]) => [of, allowedEdits(one, of, shows, isCode)])),
      ];
    }),
  );
}

/** What is missing at the user's end is found behind ours: the first such error of syntax of each file is moved there. */
function atEnd(report: unknown, uri: string, shows: Shows): unknown {
  const reports = member(report, "items");
  if (member(report, "kind") === undefined && Array.isArray(reports) && reports.some((one) => member(one, "kind"))) {
    return { ...(report as object), items: reports.map((one) => atEnd(one, String(member(one, "uri")), shows)) };
  }
  const key = member(report, "diagnostics") === undefined ? "items" : "diagnostics";
  const items = member(report, key);
  const shown = shows.shown(uri);
  if (!Array.isArray(items) || shown === undefined) return report;
  const { veil, lines } = shown;
  const isMissing = (one: unknown): boolean => {
    const [range, kind] = [member(one, "range"), Number(member(one, "code"))];
    return isRange(range) && kind >= 1000 && kind < 2000 && veil.isBehind(lines.offset(range.start));
  };
  const first = items.find(isMissing);
  if (first === undefined) return report;
  const range = { start: lines.end, end: lines.end };
  return { ...(report as object), [key]: items.map((one) => (one === first ? { ...(one as object), range } : one)) };
}

function completions(result: unknown): unknown {
  const keep = (items: readonly unknown[]): unknown[] =>
    items.filter((item) => !namesAlias(String(member(item, "label") ?? "")));
  if (Array.isArray(result)) return keep(result);
  const items = member(result, "items");
  return Array.isArray(items) ? { ...(result as object), items: keep(items) } : result;
}

/** All texts of a hover, without the names that we made. */
function unnamed(value: unknown): unknown {
  if (typeof value === "string") return readable(value);
  if (Array.isArray(value)) return value.map(unnamed);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, key === "data" ? item : unnamed(item)]));
}

/** An object that spells a type under a key, as a person reads it. */
function typed(result: unknown, key: string): unknown {
  const text = member(result, key);
  return typeof text === "string" ? { ...(result as object), [key]: readable(text) } : result;
}

/** A parameter is named by a piece of the signature's text: by the piece itself, or by where it begins and ends. */
function signatures(result: unknown): unknown {
  const all = member(result, "signatures");
  if (!Array.isArray(all)) return result;
  const shown = all.map((signature: unknown) => {
    const [label, parameters] = [member(signature, "label"), member(signature, "parameters")];
    if (typeof label !== "string" || !Array.isArray(parameters)) return typed(signature, "label");
    const moved = (at: unknown): number => readable(label.slice(0, Number(at))).length;
    const named = parameters.map((parameter: unknown) => {
      const place = member(parameter, "label");
      return Array.isArray(place) ? { ...(parameter as object), label: place.map(moved) } : typed(parameter, "label");
    });
    return { ...(typed(signature, "label") as object), parameters: named };
  });
  return { ...(result as object), signatures: shown };
}

/** Five numbers a token, each relative to the one before: what is dropped moves the next. */
function semanticTokens(result: unknown, shown: Shown | undefined): unknown {
  const data = member(result, "data");
  if (shown === undefined || !Array.isArray(data)) return result;
  const { veil, lines } = shown;
  const kept: number[] = [];
  let [line, character, lastLine, lastCharacter] = [0, 0, 0, 0];
  for (let at = 0; at + 4 < data.length; at += 5) {
    const [down, right, length, type, modifiers] = data.slice(at, at + 5) as [number, number, number, number, number];
    character = down === 0 ? character + right : right;
    line += down;
    const start = lines.offset({ line, character });
    const range = veil.range({ start, end: start + length });
    // A colour that begins in a type argument is that of the argument, not of the query.
    if (range === undefined || range.start !== start) continue;
    kept.push(line - lastLine, line === lastLine ? character - lastCharacter : character, length, type, modifiers);
    [lastLine, lastCharacter] = [line, character];
  }
  const { resultId: _, ...rest } = result as { readonly resultId?: unknown };
  return { ...rest, data: kept };
}
