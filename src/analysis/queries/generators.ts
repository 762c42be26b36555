import { findFunction } from "../../functions/catalog/index.js";
import type { Expression } from "../ast/index.js";
import { type Column, openRel, type Rel, relOf } from "../names/relation.js";
import type { Scope } from "../names/scope.js";
import { hasUnknown, type Resolved, unknownType } from "../resolve/resolved.js";
import { resolve } from "./scopes.js";

/** By generator of a list, its columns; as a relation, what the other items of the list may name. */
export interface Generated {
  readonly columns: ReadonlyMap<Expression, readonly Column[]>;
  readonly rel: Rel | undefined;
}

/** The generators of a list stand below it: whatever their order, each may use the columns of the others. */
export function generatedBy(nodes: readonly Expression[], scope: Scope): Generated {
  const columns = new Map<Expression, readonly Column[]>();
  let left = nodes.filter(isGenerator);
  if (left.length === 0) return { columns, rel: undefined };
  if (!scope.env.ctx.mayLookAgain()) return { columns, rel: openRel() };
  let rel = relOf([]);
  const read = (node: Expression): Resolved =>
    scope.env.ctx.silently(() => resolve(node, { ...scope, generated: rel }));
  for (let known = -1; columns.size > known; ) {
    known = columns.size;
    left = left.filter((node) => {
      const resolved = read(node);
      if (!resolved.generated || resolved.generated.some(({ type }) => hasUnknown(type))) return true;
      columns.set(node, generatorColumns(resolved, scope));
      return false;
    });
    rel = relOf([...columns.values()].flat());
  }
  // Of these, only the names are known, if the list gives any.
  const rest = left.map((node) => {
    const resolved = read(node);
    const made = resolved.generated ? generatorColumns(resolved, scope) : unknownColumns(resolved, scope);
    if (resolved.generated) columns.set(node, made);
    return made;
  });
  const isOpen = rest.some((made) => made.length === 0);
  return { columns, rel: isOpen ? openRel() : relOf([...rel.columns, ...rest.flat()]) };
}

function isGenerator(node: Expression): boolean {
  const call = node.kind === "alias" ? node.operand : node;
  return call.kind === "call" && !call.over && findFunction(call.name.at(-1)?.name ?? "")?.kind === "generator";
}

export function unknownColumns({ alias = [] }: Resolved, { env }: Scope): readonly Column[] {
  return alias.map((name) => ({ id: env.ctx.newId(), name, qualifier: [], type: unknownType, nullable: true }));
}

/** The columns of a generator, under its aliases. */
export function generatorColumns(resolved: Resolved, { env }: Scope): readonly Column[] {
  const { alias, aliasNames, generated = [], start, end } = resolved;
  return generated.map(({ name, type, nullable }, i): Column => {
    const declared = aliasNames?.[i];
    const given = { name: alias?.[i] ?? name, ...(declared && { declared }) };
    return { id: env.ctx.newId(), ...given, qualifier: [], type, nullable, isGenerated: true, start, end };
  });
}

/** A grouped list groups a generator's arguments, but for those that are constant. */
export function groupedParts(resolved: Resolved): readonly Resolved[] {
  return resolved.role === "generator" ? resolved.children.filter((one) => !one.foldable) : [resolved];
}
