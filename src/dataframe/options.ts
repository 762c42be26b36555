/** How an action runs. */
export interface RunOptions {
  /** Interrupts the query on the server when it fires; the action then rejects with an `AbortError`. */
  readonly signal?: AbortSignal;
}

/** How a result is brought here as a whole. */
export interface CollectOptions extends RunOptions {
  /**
   * The most bytes of result that may arrive, as they travel; no limit when not given. Beyond it the query ends and the
   * action rejects with a `LimitError`, before memory runs out. Iterate with `for await` for results of any size.
   */
  readonly maxResultBytes?: number;
}

export interface ShowOptions extends RunOptions {
  /** How many rows; 20 when not given. */
  readonly n?: number;
  /** Cuts values to 20 characters (`true`, as when not given), to a number of them, or not at all (`false`). */
  readonly truncate?: boolean | number;
  /** One line a value instead of one a row. */
  readonly vertical?: boolean;
}
