import { types } from "../../types/index.js";
import type { FrameBound, Ident, NamedWindow, SortItem, WindowSpec } from "../ast/index.js";
import { sameName } from "../names/relation.js";
import type { Scope } from "../names/scope.js";
import { castAllowed, type PrintedBound, type PrintedSortKey, type PrintedWindow, sameType } from "../typing/index.js";
import { isParameter } from "./argument.js";
import { isUnknown, type Resolved } from "./resolved.js";

export interface ResolvedWindow {
  readonly printed: PrintedWindow;
  readonly children: readonly Resolved[];
  readonly ordered: boolean;
  readonly frame: boolean;
  readonly key: string;
}

/** The window of an OVER clause, with the named window that it refers to. */
export function resolveWindow(spec: WindowSpec, scope: Scope): ResolvedWindow | undefined {
  const written = definition(spec, scope, 0);
  if (!written) return undefined;
  const inside: Scope = { ...scope, insideWindow: true };
  const { expression } = scope.env.tools;
  const partition = written.partitionBy.map((node) => expression(node, inside));
  const order = written.orderBy.map((item) => expression(item.expression, inside));
  const keys: PrintedSortKey[] = written.orderBy.map((item, i) => sortKey(item, order[i]));
  const bounds: Resolved[] = [];
  // A distance in rows is an INT and nothing else; one in values is of the kind that the values have.
  const rows = written.frame?.unit === "ROWS";
  const bound = (from: FrameBound): PrintedBound => {
    if (from.kind === "preceding" || from.kind === "following") {
      const value = expression(from.value, inside);
      if (rows && isParameter(from.value)) scope.env.ctx.expectKinds(from.value, () => ["number"], types.int);
      bounds.push(value);
      return { direction: from.kind, offset: value.printed, isCast: !rows && isCast(value, order[0]) };
    }
    return boundWords[from.kind];
  };
  const frame = written.frame && {
    unit: written.frame.unit === "ROWS" ? ("rows" as const) : ("range" as const),
    start: bound(written.frame.lower),
    end: bound(written.frame.upper),
  };
  checkFrame(written, scope);
  const children = [...partition, ...order];
  return {
    printed: { partitionBy: partition.map((one) => one.printed), orderBy: keys, ...(frame ? { frame } : {}) },
    children,
    ordered: order.length > 0,
    frame: frame !== undefined,
    key: `over(${partition.map((one) => one.key).join()};${order.map((one, i) => one.key + written.orderBy[i]?.direction).join()};${frame?.unit ?? ""})`,
  };
}

/** Beside a date or a timestamp stands a number of days or an interval; beside anything else its own type. */
function isCast(distance: Resolved, key: Resolved | undefined): boolean {
  if (!key || isUnknown(key.type) || isUnknown(distance.type)) return false;
  const { kind } = key.type;
  if (kind === "date" || kind === "timestamp" || kind === "timestamp_ntz" || distance.type.kind === "void")
    return false;
  return !sameType(distance.type, key.type) && castAllowed(distance.type, key.type) !== false;
}

const boundWords = {
  unboundedPreceding: "unbounded preceding",
  unboundedFollowing: "unbounded following",
  currentRow: "current row",
} as const;

export function sortKey(item: SortItem, resolved: Resolved | undefined): PrintedSortKey {
  return {
    of: resolved?.printed ?? { kind: "text", text: "" },
    ...(item.direction === "DESC" ? { descending: true } : {}),
    nulls: item.nulls === "FIRST" ? "first" : "last",
  };
}

function checkFrame(spec: WindowSpec, scope: Scope): void {
  const { frame } = spec;
  if (frame?.unit !== "RANGE") return;
  const valued = [frame.lower, frame.upper].some((bound) => bound.kind === "preceding" || bound.kind === "following");
  if (!valued) return;
  if (spec.orderBy.length === 0) scope.env.ctx.report("DATATYPE_MISMATCH.RANGE_FRAME_WITHOUT_ORDER", frame);
  else if (spec.orderBy.length > 1) scope.env.ctx.report("DATATYPE_MISMATCH.RANGE_FRAME_MULTI_ORDER", frame);
}

function definition(spec: WindowSpec, scope: Scope, depth: number): WindowSpec | undefined {
  if (!spec.reference) return spec;
  const found = named(spec.reference, scope.windows);
  if (!found) {
    const meant = scope.env.ctx.didYouMean(
      spec.reference,
      spec.reference.name,
      scope.windows.map((window) => window.name.name),
    );
    scope.env.ctx.report(
      "MISSING_WINDOW_SPECIFICATION",
      spec.reference,
      { windowName: spec.reference.name },
      meant.fixes,
    );
    return undefined;
  }
  scope.env.ctx.observer?.resolved(spec.reference, { kind: "window", window: found });
  return depth > 20 ? undefined : definition(found.spec, scope, depth + 1);
}

function named(reference: Ident, windows: readonly NamedWindow[]): NamedWindow | undefined {
  return windows.findLast((window) => sameName(window.name.name, reference.name));
}
