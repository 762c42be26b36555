import { AbortError, ConnectError, ProtocolError, SparkError } from "../../errors/index.js";

/** The session or this program failed, not the one thing that was asked for: there is no going on. */
export function isFatal(error: unknown): boolean {
  return (
    !(error instanceof SparkError) ||
    error instanceof ConnectError ||
    error instanceof AbortError ||
    error instanceof ProtocolError
  );
}

const goneClasses = /^(?:TABLE_OR_VIEW_NOT_FOUND|SCHEMA_NOT_FOUND|UNRESOLVED_ROUTINE|ROUTINE_NOT_FOUND)\b/;

/** What was listed a moment ago is there no more. Sail tells by its words only. */
export function isGone(error: unknown): boolean {
  if (!(error instanceof SparkError)) return false;
  if (error.errorClass !== undefined) return goneClasses.test(error.errorClass);
  return /\[TABLE_OR_VIEW_NOT_FOUND\]|^(?:Table|View|Database|Function) not found\b/i.test(error.message);
}

/** The first line of a server's message, which says what is wrong; plans and advice follow. */
export function reasonOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.split("\n", 1)[0]!.trim();
}
