import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { packageNameOf } from "../hosts/disk.js";
import { isRange } from "./clean.js";
import { member } from "./message.js";

/** Whether a type is declared where this package declares the type of a session's tag. */
export function isTagType(result: unknown): boolean {
  return [result].flat().some((location) => {
    const uri = member(location, "targetUri") ?? member(location, "uri");
    const range = member(location, "targetSelectionRange") ?? member(location, "range");
    if (typeof uri !== "string" || !uri.startsWith("file:") || !isRange(range)) return false;
    const path = fileURLToPath(uri);
    if (packageNameOf(path) !== "dbsql") return false;
    const before = readFileSync(path, "utf8")
      .split(/\r\n|\n|\r/)
      .slice(Math.max(0, range.start.line - 4), range.start.line + 1);
    before.push(before.pop()!.slice(0, range.end.character));
    return /\btype\s+SqlTag\b(?![\s\S]*\btype\b)/.test(before.join("\n"));
  });
}
