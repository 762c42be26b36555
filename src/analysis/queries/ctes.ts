import type { Cte, Ctes as CtesNode, QueryTerm } from "../ast/index.js";
import { asNullable, isOpen, openRel, type Rel, relOf } from "../names/relation.js";
import type { CteEntry, Env } from "../names/scope.js";
import { rename } from "./from.js";

/** The environment in which the names of WITH are known. */
export function withCtes(env: Env, node: CtesNode | undefined): Env {
  if (!node) return env;
  let inside = env;
  for (const cte of node.items) {
    const entry: CteEntry = { name: cte.name.name.toLowerCase(), cte, rel: undefined, recursive: node.recursive };
    const seesItself = node.recursive && mentionsItself(cte);
    if (seesItself) {
      const self: Env = { ...inside, ctes: { entry, next: inside.ctes } };
      entry.rel = start(inside, cte);
      const whole = named(self, cte, self.tools.query(cte.query, self));
      if (!isOpen(whole)) entry.rel = whole;
    } else entry.rel = named(inside, cte, inside.tools.query(cte.query, inside));
    const columns = entry.rel && !isOpen(entry.rel) ? entry.rel.columns : undefined;
    env.ctx.observer?.resolved(cte.name, { kind: "cte", cte, columns });
    inside = { ...inside, ctes: { entry, next: inside.ctes } };
  }
  return inside;
}

function named(env: Env, cte: Cte, rel: Rel): Rel {
  return cte.columns ? rename(env, rel, cte.columns, cte, "ASSIGNMENT_ARITY_MISMATCH") : rel;
}

/** The columns of the part of a recursive query that does not name itself. */
function start(env: Env, cte: Cte): Rel {
  let first: QueryTerm = cte.query.body;
  while (first.kind === "setOperation") first = first.left;
  if (first === cte.query.body) return openRel();
  const inside = withCtes(env, cte.query.ctes);
  const organization = {
    ...cte.query.organization,
    orderBy: [],
    sortBy: [],
    clusterBy: [],
    distributeBy: [],
    limit: undefined,
    offset: undefined,
  };
  const query = {
    kind: "query",
    start: first.start,
    end: first.end,
    ctes: undefined,
    body: first,
    organization,
  } as const;
  const rel = env.ctx.silently(() => named(env, cte, env.tools.query(query, inside)));
  return isOpen(rel) ? rel : relOf(asNullable(rel.columns));
}

/** A cheap test: whether the name stands anywhere in the query's text as a relation. */
function mentionsItself(cte: Cte): boolean {
  const wanted = cte.name.name.toLowerCase();
  const visit = (value: unknown): boolean => {
    if (Array.isArray(value)) return value.some(visit);
    if (typeof value !== "object" || value === null) return false;
    if ("kind" in value && value.kind === "table" && "name" in value && Array.isArray(value.name)) {
      const [only] = value.name as { name: string }[];
      if (value.name.length === 1 && only?.name.toLowerCase() === wanted) return true;
    }
    return Object.values(value).some(visit);
  };
  return visit(cte.query);
}
