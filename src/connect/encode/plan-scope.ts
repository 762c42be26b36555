import { LimitError } from "../../errors/index.js";

/**
 * A server reads 300 nested relations and dies of 480, with an empty message; its protobuf reader stops at 1,024
 * messages, of which a level takes two.
 */
export const maxPlanDepth = 250;

/** What the encoding of one plan shares: the numbers of its relations, and how deep it is. */
export class PlanScope {
  #id = 0n;
  #depth = 0;

  nextId(): bigint {
    return this.#id++;
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
