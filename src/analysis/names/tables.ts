import type { TableSchema } from "../../schema/model.js";
import type { Name, TableRelation } from "../ast/index.js";
import { nameSpan } from "../ast/index.js";
import type { Context } from "../context.js";
import type { ResultColumn } from "../contract.js";
import { type Column, isOpen, openRel, qualify, type Rel, refresh, relOf, sameName } from "./relation.js";
import { type Env, findCte } from "./scope.js";
import { findView } from "./variables.js";

/** The columns behind the name of a table: of a CTE, of the cache, or of a `${dataFrame}`. */
export function readTable(env: Env, table: TableRelation): Rel {
  const { ctx } = env;
  if (table.hole !== undefined) return aliased(ctx, holeRelation(ctx, table.hole), table, []);
  if (table.name.some((part) => part.dynamic)) return aliased(ctx, openRel(), table, []);
  const [only] = table.name;
  if (only && table.name.length === 1) {
    const cte = findCte(env.ctes, only.name);
    if (cte) {
      if (table.timeTravel) ctx.report("UNSUPPORTED_FEATURE.TIME_TRAVEL", only, { relationId: only.name });
      const rel = cte.rel ? refresh(ctx, cte.rel) : openRel();
      const columns = cte.rel && !isOpen(cte.rel) ? cte.rel.columns : undefined;
      ctx.observer?.resolved(only, { kind: "cte", cte: cte.cte, columns });
      const qualifier = ctx.nameRelation(only, { cte: cte.cte });
      return aliased(ctx, qualify(rel, qualifier), table, qualifier);
    }
  }
  const view = only && table.name.length === 1 ? findView(env.variables, only.name) : undefined;
  if (only && view) {
    if (env.persistent !== undefined)
      ctx.report("INVALID_TEMP_OBJ_REFERENCE", only, {
        objName: env.persistent,
        tempObj: "temporary view",
        tempObjName: only.name,
      });
    const qualifier = ctx.nameRelation(only);
    return aliased(ctx, qualify(refresh(ctx, view), qualifier), table, qualifier);
  }
  const found = findTable(ctx, table.name);
  if (found === undefined) return aliased(ctx, openRel(table.name.map((part) => part.name)), table, []);
  observeTable(ctx, table.name, found);
  const qualifier = [found.catalog, found.schema, found.name];
  const last = table.name.at(-1);
  if (last) ctx.nameRelation(last, { table: found }, qualifier);
  const plain = relOf(found.columns.map((column) => tableColumn(ctx, found, column, qualifier)));
  const rel = found.kind === "view" ? plain : { ...plain, tables: [qualifier] };
  if (table.timeTravel) {
    // The cache knows the columns of today: an older version may have had others.
    ctx.report("older-version", nameSpan(table.name), { name: table.name.map((part) => part.name).join(".") });
  }
  const isOther = table.changes || table.timeTravel;
  return aliased(ctx, isOther ? { ...rel, open: [qualifier] } : rel, table, qualifier);
}

function tableColumn(
  ctx: Context,
  table: TableSchema,
  column: TableSchema["columns"][number],
  qualifier: readonly string[],
): Column {
  return {
    id: ctx.newId(),
    name: column.name,
    qualifier,
    type: column.type,
    nullable: column.nullable,
    origin: { catalog: table.catalog, schema: table.schema, table: table.name, column: column.name },
    ...(column.comment === undefined ? {} : { comment: column.comment }),
  };
}

function observeTable(ctx: Context, name: Name, table: TableSchema): void {
  const { observer } = ctx;
  const [last, schema, catalog] = [name.at(-1), name.at(-2), name.at(-3)];
  if (!observer || !last) return;
  observer.resolved(last, { kind: "table", table });
  if (schema) observer.resolved(schema, { kind: "schema", catalog: table.catalog, schema: table.schema });
  if (catalog) observer.resolved(catalog, { kind: "catalog", catalog: table.catalog });
}

function aliased(ctx: Context, rel: Rel, table: TableRelation, qualifier: readonly string[]): Rel {
  if (table.alias) {
    const named = qualifier.length > 0 ? { of: qualifier.join(".") } : {};
    return qualify(rel, ctx.nameRelation(table.alias, named));
  }
  return rel.open.length > 0 && qualifier.length > 0 ? { ...rel, open: [qualifier] } : rel;
}

function holeRelation(ctx: Context, index: number): Rel {
  const hole = ctx.hole(index);
  if (hole.kind !== "relation" || !hole.columns) return openRel();
  return relOf(hole.columns.map((column) => resultColumn(ctx, column)));
}

export function resultColumn(ctx: Context, column: ResultColumn): Column {
  return {
    id: ctx.newId(),
    name: column.name,
    qualifier: [],
    type: column.type,
    nullable: column.nullable,
    ...(column.origin ? { origin: column.origin } : {}),
    ...(column.comment === undefined ? {} : { comment: column.comment }),
  };
}

/** Every way to read a name with too few or too many parts; reports what is missing or unknown. */
export function findTable(ctx: Context, name: Name): TableSchema | undefined {
  const { schemas } = ctx.options;
  const at = nameSpan(name);
  const parts = name.map((part) => part.name);
  const table = parts.at(-1) ?? "";
  if (isChanged(ctx, parts)) {
    ctx.report("made-by-script", at, { name: parts.join(".") });
    return undefined;
  }
  const [catalog, schema] = namespaceOf(ctx, parts);
  if (catalog === undefined || schema === undefined) {
    ctx.report("unknown-table", at, { name: parts.join("."), pattern: parts.join(".") });
    return undefined;
  }
  const found = schemas.table(catalog, schema, table);
  if (typeof found === "object") return found;
  const label = parts.join(".");
  if (found === "unknown" || ctx.script?.isOpaque) {
    ctx.report("unknown-table", at, { name: label, pattern: [catalog, schema, table].join(".") });
    return undefined;
  }
  const last = name.at(-1);
  const meant = last
    ? ctx.didYouMean(last, table, () => schemas.tables(catalog, schema).map((t) => t.name))
    : { suggestion: "", fixes: [] };
  ctx.report("TABLE_OR_VIEW_NOT_FOUND", at, { name: label, suggestion: meant.suggestion }, meant.fixes);
  return undefined;
}

/** Whether a statement of the script may have made the name mean something else than the cache says. */
export function isChanged({ script }: Context, parts: readonly string[]): boolean {
  if (!script) return false;
  return script.changed.has(parts.at(-1)?.toLowerCase() ?? "") || (script.moves && parts.length < 3);
}

/** `a.b` is a schema and a table of the current catalog, unless `a` is a catalog and not a schema of the current one. */
export function namespaceOf(ctx: Context, parts: readonly string[]): readonly [string?, string?] {
  if (parts.length === 1) return [ctx.catalog, ctx.schema];
  const [first = "", second = ""] = parts;
  const catalogs = ctx.options.schemas.catalogs();
  const catalog = catalogs.find((c) => sameName(c, first));
  if (parts.length === 2) {
    // Spark looks at catalogs first: `c.t` of a catalog is a table of its root namespace.
    if (catalog !== undefined && !ctx.options.schemas.schemas(ctx.catalog).some((s) => sameName(s, first))) return [];
    return [ctx.catalog, first];
  }
  if (parts.length === 3) return [catalog ?? first, second];
  return [];
}
