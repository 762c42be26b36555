import type { Relation } from "./relation.js";

/** A plan, or how to get it where a command must first have run. Asking twice runs nothing twice. */
export type PlanSource = Relation | ((options?: { readonly signal?: AbortSignal }) => Promise<Relation>);
