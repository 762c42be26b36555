import { types } from "../../types/index.js";
import type { FrameBound, Ident, NamedWindow, SortItem, WindowFrame, WindowSpec } from "../ast/index.js";
import { observeScope } from "../names/observe.js";
import { sameName } from "../names/relation.js";
import type { Scope } from "../names/scope.js";
import {
  type FrameDistance,
  frameDistance,
  frameMismatch,
  type PrintedBound,
  type PrintedSortKey,
  type PrintedWindow,
  resolveOperator,
} from "../typing/index.js";
import { argumentOf, isParameter } from "./argument.js";
import { reportRefused } from "./outcome.js";
import { type Resolved, unknownType } from "./resolved.js";

export interface ResolvedWindow {
  readonly printed: PrintedWindow;
  readonly children: readonly Resolved[];
  readonly ordered: boolean;
  readonly frame: boolean;
  /** All rows: as if no frame were written. */
  readonly isWhole: boolean;
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
  const distances: FrameDistance[] = [];
  const bounds: Resolved[] = [];
  // A distance in rows is an INT and nothing else; one in values is of the kind that the values have.
  const rows = written.frame?.unit === "ROWS";
  const bound = (from: FrameBound): PrintedBound => {
    if (from.kind === "preceding" || from.kind === "following") {
      const value = expression(from.value, inside);
      bounds.push(value);
      if (rows && isParameter(from.value)) scope.env.ctx.expectKinds(from.value, () => ["number"], types.int);
      // What precedes is less by the value: a text becomes a number by that.
      const less = from.kind === "preceding" ? resolveOperator("negative", [argumentOf(value)]) : undefined;
      if (less?.kind === "refused" && value.foldable) reportRefused(scope, value, [value], less);
      const known = value.foldable === true ? (less ?? value) : undefined;
      const type = known && "type" in known ? known.type : unknownType;
      const distance = frameDistance(type, rows || !order[0] ? type : order[0].type);
      distances.push(distance);
      return { direction: from.kind, offset: value.printed, isCast: distance.isCast };
    }
    return boundWords[from.kind];
  };
  const frame = written.frame && {
    unit: written.frame.unit === "ROWS" ? ("rows" as const) : ("range" as const),
    start: bound(written.frame.lower),
    end: bound(written.frame.upper),
  };
  checkFrame(written, bounds, scope);
  const [key] = order;
  const beside = rows ? "rows" : order.length === 1 ? key?.type : undefined;
  if (written.frame && beside) {
    const wrong = frameMismatch(distances, beside);
    if (wrong) scope.env.ctx.report(wrong, written.frame);
  }
  const children = [...partition, ...order];
  return {
    printed: { partitionBy: partition.map((one) => one.printed), orderBy: keys, ...(frame ? { frame } : {}) },
    children,
    ordered: order.length > 0,
    frame: frame !== undefined,
    isWhole:
      !written.frame ||
      (rows && written.frame.lower.kind === "unboundedPreceding" && written.frame.upper.kind === "unboundedFollowing"),
    key: `over(${partition.map((one) => one.key).join()};${order.map((one, i) => one.key + written.orderBy[i]?.direction).join()};${frame?.unit ?? ""})`,
  };
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

function checkFrame(spec: WindowSpec, bounds: readonly Resolved[], scope: Scope): void {
  const { frame } = spec;
  if (frame) checkBounds(frame, bounds, scope);
  if (frame?.unit !== "RANGE") return;
  const valued = [frame.lower, frame.upper].some((bound) => bound.kind === "preceding" || bound.kind === "following");
  if (!valued) return;
  if (spec.orderBy.length === 0) scope.env.ctx.report("DATATYPE_MISMATCH.RANGE_FRAME_WITHOUT_ORDER", frame);
  else if (spec.orderBy.length > 1) scope.env.ctx.report("DATATYPE_MISMATCH.RANGE_FRAME_MULTI_ORDER", frame);
}

/** A frame begins where it ends or before: Spark looks at the words, and at two distances that are constant. */
function checkBounds(frame: WindowFrame, bounds: readonly Resolved[], { env }: Scope): void {
  const { lower, upper } = frame;
  if (lower.kind === "unboundedFollowing" || upper.kind === "unboundedPreceding") {
    env.ctx.report("DATATYPE_MISMATCH.SPECIFIED_WINDOW_FRAME_INVALID_BOUND", frame);
  }
  const [from, to] = [lower, upper].map(({ kind }, i) => {
    const distance = bounds.length === 2 ? bounds[i]?.constant : undefined;
    if (typeof distance !== "number") return undefined;
    return kind === "preceding" ? -distance : distance;
  });
  if (from !== undefined && to !== undefined && from > to) {
    env.ctx.report("DATATYPE_MISMATCH.SPECIFIED_WINDOW_FRAME_WRONG_COMPARISON", frame);
  }
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
  // The names in it mean what they mean where the window is used.
  observeScope(scope.env, found, scope.layers, scope.windows);
  return depth > 20 ? undefined : definition(found.spec, scope, depth + 1);
}

function named(reference: Ident, windows: readonly NamedWindow[]): NamedWindow | undefined {
  return windows.findLast((window) => sameName(window.name.name, reference.name));
}
