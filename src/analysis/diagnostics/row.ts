export interface DiagnosticRow {
  /** Stable for ever: users search for it and suppress by it. */
  readonly code: `DBSQL${number}`;
  readonly severity: "error" | "warning" | "information";
  readonly message: string;
  /** For the page of the diagnostic: what it means and how to mend it. */
  readonly help: string;
}

export const error = (code: DiagnosticRow["code"], message: string, help: string): DiagnosticRow => ({
  code,
  severity: "error",
  message,
  help,
});
export const warning = (code: DiagnosticRow["code"], message: string, help: string): DiagnosticRow => ({
  code,
  severity: "warning",
  message,
  help,
});
export const information = (code: DiagnosticRow["code"], message: string, help: string): DiagnosticRow => ({
  code,
  severity: "information",
  message,
  help,
});

/** Rows of one topic, by key. */
export type Rows = Readonly<Record<string, DiagnosticRow>>;
