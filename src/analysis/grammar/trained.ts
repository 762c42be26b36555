import type { Place } from "./predictor.js";

/** Predictions learnt when the tables were made. */
export interface Trained {
  /** The alternative, or 0 when it was not learnt. */
  predict(decision: number, place: Place, full: boolean): number;
}
