import type { BoundInterval } from "../ast/index.js";
import { child, children, has, leaves, type Node, R, type RuleNode, rules, T } from "../grammar/index.js";
import type { BoundKind } from "../typing/index.js";
import { type Builder, marker, textOf } from "./builder.js";
import { type IntervalOutcome, multiUnitInterval, unitToUnit } from "./intervals.js";

/** Spark puts the value into the text and parses that: no other literal is a number of units, or what stands before TO. */
const ofUnits: readonly BoundKind[] = ["number", "string"];
const ofRange: readonly BoundKind[] = ["string"];

/** `interval` with a hole or marker among its numbers; undefined where it has none. */
export function boundInterval(b: Builder, node: RuleNode): BoundInterval | undefined {
  const [outer] = rules(node);
  if (!outer) return undefined;
  const many = child(outer, R.multiUnitsInterval);
  const range = child(outer, R.unitToUnitInterval);
  const numbers = [many, range].flatMap((part) => (part ? children(part, R.intervalValue) : []));
  const values = numbers.flatMap((number, i) => {
    const found = markerOf(number);
    if (!found) return [];
    const signed = has(number, T.MINUS) || has(number, T.PLUS);
    // `INTERVAL 1 YEAR - ${d} MONTHS` may be a difference with an alias.
    const kinds = signed && i > 0 ? undefined : range ? ofRange : ofUnits;
    return [{ value: marker(b, found), kinds, signed }];
  });
  if (values.length === 0) return undefined;
  const isPlain = values.every(
    ({ value, kinds }) => kinds && (value.kind === "parameter" || b.hole(value.index).kind === "value"),
  );
  const made = isPlain ? outcome(b, many, range) : undefined;
  if (typeof made === "string") b.refuse(made, node);
  return {
    kind: "interval",
    start: node.start,
    end: node.end,
    type: typeof made === "object" ? made.type : undefined,
    values,
  };
}

/** A text that is the marker alone: Spark joins no value to the texts beside it. */
function markerOf(number: RuleNode): Node | undefined {
  const text = child(number, R.stringLit);
  const [only, ...others] = text?.children ?? [];
  if (!only || others.length > 0) return undefined;
  return leaves(only).some(({ type }) => type === T.STRING_LITERAL || type === T.DOUBLEQUOTED_STRING)
    ? undefined
    : only;
}

/** What the units make of it, whatever the values are. */
function outcome(b: Builder, many: RuleNode | undefined, range: RuleNode | undefined): IntervalOutcome {
  if (many && range) return "_LEGACY_ERROR_TEMP_0024";
  if (range) {
    const [from, to] = children(range, R.unitInUnitToUnit);
    return from && to && unitToUnit(textOf(b, from), textOf(b, to));
  }
  const units = many ? children(many, R.unitInMultiUnits) : [];
  return multiUnitInterval(units.map((unit) => ({ value: "0", unit: textOf(b, unit) })));
}
