import { LimitError } from "../../errors/index.js";

/**
 * A server reads 300 nested relations and dies of 480, with an empty message; its protobuf reader stops at 1,024
 * messages, of which a level takes two.
 */
export const maxPlanDepth = 250;

/**
 * No two relations that a process sends have one number. Spark takes a plan that it has read before, down to its number,
 * for the same plan, with the files that it found then: what was appended since would be lost.
 */
let lastId = 0n;

/** What the encoding of one plan shares: how deep it is. */
export class PlanScope {
  #depth = 0;

  nextId(): bigint {
    return ++lastId;
  }

  enter(): void {
    if (++this.#depth <= maxPlanDepth) return;
    throw new LimitError(
      `The plan is nested more than ${maxPlanDepth} levels deep, and Spark cannot read it. Split it: save a part with createOrReplaceTempView or saveAsTable, or join long chains of AND and OR in SQL text.`,
      { errorClass: "DBSQL_PLAN_TOO_DEEP" },
    );
  }

  leave(): void {
    this.#depth--;
  }
}
