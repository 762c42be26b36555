import { statSync } from "node:fs";

/** Another text whenever a file may be another; the same for every file that is not there. */
export function stampOf(path: string): string {
  const stat = statSync(path, { throwIfNoEntry: false });
  return `${stat?.mtimeMs}:${stat?.size}`;
}
