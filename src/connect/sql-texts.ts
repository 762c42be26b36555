import type { Command, Relation, Sql } from "../plan/index.js";

/** Every SQL text of a plan, outermost first. */
export function sqlTexts(plan: Relation | Command): Sql[] {
  const found: Sql[] = [];
  const seen = new Set<object>();
  // A plan is plain data: whatever has a kind of `sql` is one, wherever a later node may keep it.
  const visit = (value: unknown): void => {
    if (typeof value !== "object" || value === null || ArrayBuffer.isView(value) || seen.has(value)) return;
    seen.add(value);
    if (isSql(value)) found.push(value);
    for (const [key, child] of Object.entries(value)) if (key !== "origin") visit(child);
  };
  visit(plan);
  return found;
}

const isSql = (value: object): value is Sql =>
  Reflect.get(value, "kind") === "sql" && typeof Reflect.get(value, "text") === "string";
