import { formatType, types } from "../../types/index.js";
import type { Exists, Expression, InQuery, Query, ScalarSubquery, Span } from "../ast/index.js";
import { OuterUses } from "../names/outer-uses.js";
import { isOpen, type Rel } from "../names/relation.js";
import type { Scope } from "../names/scope.js";
import { isNumeric, type Printed, resolveOperator, sameShape } from "../typing/index.js";
import { argumentOf, expectFrom } from "./argument.js";
import { withType } from "./outcome.js";
import { isUnknown, type Resolved, unknownResolved } from "./resolved.js";

interface Inner {
  readonly rel: Rel;
  /** What it uses of the query around it. */
  readonly uses: readonly Resolved[];
  readonly isUnsure: boolean;
  /** What it means hangs on nothing around it, on the query around, or on what is around that too. */
  readonly hangsOn: "nothing" | "around" | "more";
  readonly key: string;
}

function inner(query: Query, scope: Scope): Inner {
  const { ctx, ctes, outer, variables } = scope.env;
  const free = [ctes];
  const { clause, generated, lambda, groupedColumns, insideAggregate, layers } = scope;
  const around = [ctes, outer, variables, clause, generated, lambda, groupedColumns, insideAggregate, ...layers];
  const places = { nothing: free, around, more: undefined };
  return ctx.once(
    query,
    [free, around],
    () => read(query, scope),
    ({ hangsOn }) => places[hangsOn],
  );
}

function read(query: Query, scope: Scope): Inner {
  const { ctx, tools } = scope.env;
  const uses = new OuterUses(ctx);
  const { outer } = scope.env;
  const before = outer?.uses?.asked;
  const rel = tools.query(query, { ...scope.env, outer: { ...scope, uses }, windows: undefined });
  const { list, isUnsure, asked } = uses;
  const isNear = !outer || (outer.uses !== undefined && outer.uses.asked === before);
  const hangsOn = asked === 0 ? "nothing" : isNear ? "around" : "more";
  const text = ctx.text.slice(query.start, query.end).replace(/\s+/g, " ");
  return { rel, uses: list, isUnsure, hangsOn, key: `${text}|${list.map((use) => use.key).join()}` };
}

/** Spark prints the outer columns that a subquery uses, as often as it uses them. */
function printedOf(kind: string, from: Inner): Printed {
  if (from.isUnsure) return { kind: "variable", name: undefined };
  return { kind: "text", text: `${kind}(${from.uses.map((use) => use.attributeName ?? "").join(", ")})` };
}

function made(
  node: Span & { query: Query },
  from: Inner,
  type: Resolved["type"],
  nullable: boolean,
  printed: Printed,
): Resolved {
  return {
    role: "subquery",
    start: node.start,
    end: node.end,
    type,
    nullable,
    printed: withType(printed, type),
    key: `subquery(${from.key})`,
    children: from.uses,
  };
}

export function scalarSubquery(node: ScalarSubquery, scope: Scope): Resolved {
  const found = inner(node.query, scope);
  const printed = printedOf("scalarsubquery", found);
  const [only] = found.rel.columns;
  if (isOpen(found.rel)) return { ...unknownResolved(node, found.uses), printed, role: "subquery", isScalar: true };
  if (!only || found.rel.columns.length !== 1) {
    scope.env.ctx.report("INVALID_SUBQUERY_EXPRESSION.SCALAR_SUBQUERY_RETURN_MORE_THAN_ONE_OUTPUT_COLUMN", node, {
      number: found.rel.columns.length,
    });
    return { ...unknownResolved(node, found.uses), printed, role: "subquery", isScalar: true };
  }
  return { ...made(node, found, only.type, true, printed), isScalar: true };
}

export function exists(node: Exists, scope: Scope): Resolved {
  const found = inner(node.query, scope);
  return made(node, { ...found, key: `exists ${found.key}` }, types.boolean, false, printedOf("exists", found));
}

/** A row, or what is written as a struct, stands for its values. */
function valuesOf(value: Expression): readonly Expression[] {
  if (value.kind === "row") return value.items;
  const isStruct = value.kind === "call" && value.form === "struct" && !value.args.some(({ kind }) => kind === "star");
  return isStruct && value.args.length > 0 ? value.args : [value];
}

/** Spark makes a struct of the values after it has made them ready for print: by the names that they have then. */
function printedRow(values: readonly Resolved[]): Printed {
  const args = values.flatMap(({ printed, role }, i): Printed[] => {
    const name = role === "lateralAlias" ? undefined : nameInRow(printed, i);
    const quoted = name?.replaceAll("'", "\\'");
    return [
      quoted === undefined ? { kind: "variable", name: undefined } : { kind: "text", text: `'${quoted}'` },
      printed,
    ];
  });
  return { kind: "call", name: "named_struct", args };
}

const integers: ReadonlySet<string> = new Set(["tinyint", "smallint", "int", "bigint"]);

function nameInRow(printed: Printed, position: number): string | undefined {
  switch (printed.kind) {
    case "column":
    case "alias":
      return printed.name;
    case "field":
      return pathOf(printed);
    case "literal":
      if (printed.value === null) return "NULL";
      if (typeof printed.value === "string" && printed.type.kind === "string") return printed.value;
      if (integers.has(printed.type.kind)) return String(printed.value);
      return isNumeric(printed.type) ? undefined : `_${position}`;
    case "variable":
    case "variantPath":
      return undefined;
    default:
      return `_${position}`;
  }
}

function pathOf(printed: Printed): string | undefined {
  if (printed.kind === "column") return printed.within === undefined ? printed.name : undefined;
  const base = printed.kind === "field" && !printed.isKey ? pathOf(printed.of) : undefined;
  return base === undefined || printed.kind !== "field" ? undefined : `${base}.${printed.name}`;
}

export function inQuery(node: InQuery, scope: Scope): Resolved {
  const { ctx, tools } = scope.env;
  const values = valuesOf(node.value);
  const whole = tools.expression(node.value, scope);
  const left = values.length > 1 || values[0] !== node.value ? whole.children : [whole];
  const found = inner(node.query, scope);
  const { columns } = found.rel;
  let nullable = left.some((value) => value.nullable) || columns.some((column) => column.nullable);
  if (!isOpen(found.rel)) {
    if (left.length !== columns.length) {
      ctx.report("DATATYPE_MISMATCH.IN_SUBQUERY_LENGTH_MISMATCH", node, { left: left.length, right: columns.length });
    } else {
      for (const [i, value] of left.entries()) {
        const column = columns[i];
        const written = values[i];
        if (!column || isUnknown(value.type) || isUnknown(column.type)) {
          if (column && written) expectFrom(scope, written, { type: column.type } as Resolved);
          nullable ||= isUnknown(value.type);
          continue;
        }
        const met = resolveOperator("=", [argumentOf(value), { type: column.type, nullable: column.nullable }]);
        // Structs of other names are compared as they are, but are not cast to each other.
        if (met.kind === "refused" && !sameShape(value.type, column.type)) {
          ctx.report("DATATYPE_MISMATCH.IN_SUBQUERY_DATA_TYPE_MISMATCH", node, {
            left: formatType(value.type).toUpperCase(),
            right: formatType(column.type).toUpperCase(),
          });
        } else if (met.kind === "typed") nullable ||= met.nullable;
      }
    }
  }
  const printed: Printed = {
    kind: "operator",
    op: "in",
    args: [left.length > 1 ? printedRow(left) : (left[0] ?? whole).printed, printedOf("listquery", found)],
  };
  const key = `${whole.key} in ${found.key}`;
  const uses = [...left, ...found.uses];
  const result = made(node, { ...found, uses, key }, types.boolean, nullable, printed);
  if (!node.negated) return result;
  return { ...result, key: `not ${result.key}`, printed: { kind: "operator", op: "not", args: [printed] } };
}
