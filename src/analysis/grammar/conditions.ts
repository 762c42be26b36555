/** What must hold for an alternative to count: semantic and precedence predicates, combined. Equal ones are one object. */
export interface Condition {
  readonly id: number;
  readonly kind: "always" | "predicate" | "precedence" | "and" | "or";
  /** The predicate, or the precedence. */
  readonly value: number;
  readonly operands: readonly Condition[];
}

const known = new Map<string, Condition>();
const ands = new Map<number, Condition>();
const ors = new Map<number, Condition>();
const predicates: Condition[] = [];
const precedences: Condition[] = [];

function intern(kind: Condition["kind"], value: number, operands: readonly Condition[]): Condition {
  const key = `${kind}:${value}:${operands.map((operand) => operand.id).join()}`;
  let condition = known.get(key);
  if (!condition) {
    condition = { id: known.size, kind, value, operands };
    known.set(key, condition);
  }
  return condition;
}

export const always: Condition = intern("always", 0, []);

export function predicate(id: number): Condition {
  predicates[id] ??= intern("predicate", id, []);
  return predicates[id];
}

export function precedence(level: number): Condition {
  precedences[level] ??= intern("precedence", level, []);
  return precedences[level];
}

export function and(a: Condition, b: Condition): Condition {
  if (a === always) return b;
  return b === always || a === b ? a : (remembered(ands, a, b) ?? combine("and", a, b, Math.min, ands));
}

export function or(a: Condition, b: Condition): Condition {
  if (a === always || b === always) return always;
  return a === b ? a : (remembered(ors, a, b) ?? combine("or", a, b, Math.max, ors));
}

function remembered(table: Map<number, Condition>, a: Condition, b: Condition): Condition | undefined {
  return table.get(a.id * 0x10000 + b.id);
}

/** Of several precedences only the strictest (`and`) or the mildest (`or`) counts. */
function combine(
  kind: "and" | "or",
  a: Condition,
  b: Condition,
  strongest: (...levels: number[]) => number,
  table: Map<number, Condition>,
): Condition {
  const operands = new Set([a, b].flatMap((c) => (c.kind === kind ? c.operands : [c])));
  const levels = [...operands].filter((c) => c.kind === "precedence");
  for (const level of levels) operands.delete(level);
  if (levels.length > 0) operands.add(precedence(strongest(...levels.map((level) => level.value))));
  const sorted = [...operands].sort((x, y) => x.id - y.id);
  const made = sorted.length === 1 ? (sorted[0] ?? always) : intern(kind, 0, sorted);
  table.set(a.id * 0x10000 + b.id, made);
  return made;
}

/** Where a parser stands when conditions are asked. */
export interface Situation {
  /** Whether a semantic predicate holds. */
  holds(predicate: number): boolean;
  /** The precedence that the current rule was called with. */
  readonly precedence: number;
}

export function isMet(condition: Condition, at: Situation): boolean {
  switch (condition.kind) {
    case "always":
      return true;
    case "predicate":
      return at.holds(condition.value);
    case "precedence":
      return condition.value >= at.precedence;
    case "and":
      return condition.operands.every((operand) => isMet(operand, at));
    case "or":
      return condition.operands.some((operand) => isMet(operand, at));
  }
}

/** The condition with its precedences decided; undefined when it cannot hold. */
export function decidePrecedence(condition: Condition, level: number): Condition | undefined {
  switch (condition.kind) {
    case "always":
    case "predicate":
      return condition;
    case "precedence":
      return condition.value >= level ? always : undefined;
    case "and": {
      let result = always;
      for (const operand of condition.operands) {
        const decided = decidePrecedence(operand, level);
        if (!decided) return undefined;
        result = and(result, decided);
      }
      return result;
    }
    case "or": {
      let result: Condition | undefined;
      for (const operand of condition.operands) {
        const decided = decidePrecedence(operand, level);
        if (decided) result = result ? or(result, decided) : decided;
      }
      return result;
    }
  }
}
