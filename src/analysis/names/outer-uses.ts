import type { Context } from "../context.js";
import type { Resolved } from "../resolve/resolved.js";
import type { Env } from "./scope.js";

/**
 * What a subquery uses of the query around it, in the order in which Spark lists it: the plan from its top down, each
 * expression from left to right.
 */
export class OuterUses {
  readonly #list: Resolved[] = [];
  readonly #depth: number;
  /** Something is used where Spark's order is not known. */
  isUnsure = false;
  /** How many names were looked for there, found or not: what the subquery means hangs on the query around. */
  asked = 0;

  constructor(readonly ctx: Context) {
    this.#depth = ctx.silence;
  }

  get list(): readonly Resolved[] {
    return this.#list;
  }

  get count(): number {
    return this.#list.length;
  }

  /** A second look at something finds nothing new. */
  add(use: Resolved): void {
    if (this.ctx.silence === this.#depth) this.#list.push(use);
  }

  /** What `work` uses stands before what was used since there were `count`. */
  above<T>(count: number, work: () => T): T {
    const before = this.#list.length;
    const made = work();
    this.#list.splice(count, 0, ...this.#list.splice(before));
    return made;
  }

  /** The first `many` of those used since there were `count` become the last. */
  sink(count: number, many: number): void {
    this.#list.push(...this.#list.splice(count, many));
  }

  /** What was used since there were `count` is used as one expression. */
  join(count: number, whole: Resolved): void {
    this.#list.splice(count);
    this.add(whole);
  }
}

/** How much of the query around was used so far. */
export function usedSoFar({ outer }: Env): number {
  return outer?.uses?.count ?? 0;
}

/** A part of the plan that stands above everything that was read since `count`. */
export function above<T>({ outer }: Env, count: number, work: () => T): T {
  return outer?.uses ? outer.uses.above(count, work) : work();
}
