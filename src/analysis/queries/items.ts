import type { Expression, Span } from "../ast/index.js";
import { type Column, type Rel, relOf } from "../names/relation.js";
import type { LateralAliases, Scope } from "../names/scope.js";
import { type Resolved, unknownType } from "../resolve/resolved.js";
import { expandStar } from "../resolve/stars.js";
import { nameOf } from "../typing/index.js";
import { generatedBy, generatorColumns, unknownColumns } from "./generators.js";
import { contains, resolve } from "./scopes.js";

/** One column of a SELECT list, or several of a generator; a star is as many items as it has columns. */
export interface Item {
  readonly resolved: Resolved;
  /** Empty where the columns are not known. */
  readonly columns: readonly Column[];
  readonly open: boolean;
  /** It came out of a star. */
  readonly star?: boolean;
}

/** The items of a SELECT list; later ones may name the aliases of earlier ones, and all the columns of generators. */
export function resolveItems(nodes: readonly Expression[], scope: Scope, isGrouped = false): readonly Item[] {
  const aliases: LateralAliases = { named: new Map() };
  const generated = generatedBy(nodes, scope);
  const inside: Scope = { ...scope, aliases, generated: isGrouped ? undefined : generated.rel };
  const items: Item[] = [];
  for (const node of nodes) {
    if (node.kind === "star") {
      const expanded = expandStar(node, inside);
      if (!expanded) items.push(openItem(node));
      else for (const one of expanded) items.push({ ...itemOf(one, inside), star: true });
      continue;
    }
    const resolved = resolve(node, inside);
    const item = itemOf(resolved, inside, generated.columns.get(node));
    items.push(item);
    const parts = resolved.role === "generator" ? resolved.children : [resolved];
    if (parts.some((one) => contains(one, "generator"))) {
      scope.env.ctx.report("UNSUPPORTED_GENERATOR.NESTED_IN_EXPRESSIONS", node);
    }
    if (node.kind === "alias" && node.names.length > 1 && !/^(generator|unknown)$/.test(resolved.role)) {
      scope.env.ctx.report("MULTI_ALIAS_WITHOUT_GENERATOR", node, { names: (resolved.alias ?? []).join(", ") });
    }
    const [column] = item.columns;
    // A field by its path is named after the field, as if it were written with AS.
    const isPath = node.kind === "column" && resolved.role === "plain" && resolved.printed.kind !== "variable";
    const named = resolved.alias ? resolved.alias.length === 1 : isPath;
    if (named && column) {
      const key = column.name.toLowerCase();
      const known = aliases.named.get(key);
      if (known) known.push({ resolved, id: column.id });
      else aliases.named.set(key, [{ resolved, id: column.id }]);
    }
  }
  return items;
}

export function openItem(at: Span): Item {
  return {
    resolved: {
      role: "unknown",
      start: at.start,
      end: at.end,
      type: unknownType,
      nullable: true,
      printed: { kind: "star" },
      key: `*@${at.start}`,
      children: [],
    },
    columns: [],
    open: true,
  };
}

function itemOf(resolved: Resolved, scope: Scope, made?: readonly Column[]): Item {
  if (resolved.role === "generator") return generatorItem(resolved, scope, made);
  const place = { start: resolved.start, end: resolved.end };
  if (resolved.role === "column" && resolved.column && !resolved.alias) {
    return { resolved, columns: [{ ...resolved.column, nullable: resolved.nullable, ...place }], open: false };
  }
  const plain = resolved.role === "lateralAlias" ? resolved.attributeName : undefined;
  const name = resolved.alias?.[0] ?? plain ?? nameOf(resolved.printed);
  if (name === undefined) {
    if (scope.env.outer === undefined) scope.env.ctx.unnamed.push(place);
    return { resolved, columns: [], open: true };
  }
  const column: Column = {
    // An alias of the list that is named again is the same column twice.
    id: resolved.role === "lateralAlias" && !resolved.alias ? idOf(resolved, scope) : scope.env.ctx.newId(),
    name,
    qualifier: [],
    type: resolved.type,
    nullable: resolved.nullable,
    ...(resolved.role === "column" && resolved.column?.origin ? { origin: resolved.column.origin } : {}),
    ...declaredBy(resolved, name),
    ...place,
  };
  scope.env.ctx.observeDeclared([column]);
  return { resolved, columns: [column], open: false };
}

function idOf({ key }: Resolved, scope: Scope): number {
  return /^#\d+$/.test(key) ? Number(key.slice(1)) : scope.env.ctx.newId();
}

function generatorItem(resolved: Resolved, scope: Scope, made: readonly Column[] | undefined): Item {
  const names = resolved.alias;
  const { generated } = resolved;
  const { ctx } = scope.env;
  if (!generated) {
    const columns = unknownColumns(resolved, scope);
    return { resolved, columns, open: columns.length === 0 };
  }
  if (names && names.length !== generated.length) {
    ctx.report("UDTF_ALIAS_NUMBER_MISMATCH", resolved, {
      aliasesSize: generated.length,
      aliasesNames: names.join(", "),
    });
  }
  const columns = made ?? generatorColumns(resolved, scope);
  ctx.observeDeclared(columns);
  return { resolved, columns, open: false };
}

function declaredBy({ aliasNames }: Resolved, name: string | undefined): Pick<Column, "declared"> {
  const declared = name === undefined ? undefined : aliasNames?.find((one) => one.name === name);
  return declared ? { declared } : {};
}

export function relOfItems(items: readonly Item[]): Rel {
  const columns = items.flatMap((item) => item.columns);
  return items.some((item) => item.open) ? { columns, hidden: [], open: [[]] } : relOf(columns);
}
