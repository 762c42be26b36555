import type { SourceLocation } from "../errors/index.js";
import type { TemplateOrigin } from "../plan/index.js";
import { locate } from "../sql/index.js";

/** The place in the user's file of an offset in a SQL text that came from a template. */
export function locateInSql(origin: TemplateOrigin, start: number): SourceLocation | undefined {
  const place = locate(origin, start);
  return place === undefined ? undefined : { file: place.file, line: place.line, column: place.column };
}
