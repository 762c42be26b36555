import { LimitError, ProtocolError, UnsupportedError } from "../errors/index.js";

/** The server's bytes break the Arrow format; nothing of the batch was handed out. */
export function malformed(what: string, cause?: unknown): ProtocolError {
  return new ProtocolError(`The server sent a result batch that breaks the Arrow format: ${what}.`, {
    errorClass: "DBSQL_ARROW_MALFORMED",
    cause,
  });
}

/** The batch may be well formed, but holds what this version cannot decode. */
export function unsupported(what: string, next: string): UnsupportedError {
  return new UnsupportedError(`The server sent a result that cannot be decoded: ${what}. ${next}`, {
    errorClass: "DBSQL_ARROW_UNSUPPORTED",
  });
}

/** The batch would take more memory than its size lets expect. */
export function tooLarge(what: string, next: string): LimitError {
  return new LimitError(`A result batch is larger than this client takes: ${what}. ${next}`, {
    errorClass: "DBSQL_ARROW_TOO_LARGE",
  });
}
