import type { Block, Expression, Name, ScriptStatement } from "../ast/index.js";
import type { ScriptNames } from "../context.js";
import { HOLE } from "../contract.js";
import { parse } from "../grammar/index.js";
import { buildStatement } from "../syntax/index.js";

/** Every statement in a block, those of its handlers, branches and loops too. */
export function statementsOf(block: Block): readonly ScriptStatement[] {
  const inner = [...block.handlers.map((handler) => handler.body), ...block.statements.flatMap(bodiesOf)];
  return [...block.statements, ...inner.flatMap(statementsOf)];
}

function bodiesOf(node: ScriptStatement): readonly Block[] {
  switch (node.kind) {
    case "block":
      return [node];
    case "if":
      return [...node.branches.map(({ body }) => body), ...(node.otherwise ? [node.otherwise] : [])];
    case "loop":
    case "for":
      return [node.body];
    default:
      return [];
  }
}

/** What a script does to the names that its own statements use. */
export function changedBy(body: Block): ScriptNames {
  const statements = statementsOf(body).map(executed);
  const known = statements.filter((one) => one !== "unknown");
  const names = known.flatMap(changes);
  const changed = names.flatMap((name) => name.at(-1)?.name.toLowerCase() ?? []);
  return {
    changed: new Set(changed),
    views: new Set(known.flatMap(viewOf).filter((name) => changed.filter((one) => one === name).length === 1)),
    moves: known.some((one) => one.kind === "command" && one.moves),
    isOpaque: known.length < statements.length || names.some(isDynamic),
  };
}

/** The statement that EXECUTE IMMEDIATE executes, where its text is known; any other is itself. */
function executed(node: ScriptStatement): ScriptStatement | "unknown" {
  if (node.kind !== "executeImmediate") return node;
  const text = literalText(node.text);
  if (text === undefined) return "unknown";
  return executed(buildStatement(parse(text), () => ({ kind: "unknown" })).statement);
}

/** The text of a literal, if all of it is written out. */
export function literalText(node: Expression): string | undefined {
  if (node.kind !== "literal" || typeof node.value !== "string" || node.type.kind !== "string") return undefined;
  return node.value.includes(HOLE) ? undefined : node.value;
}

function viewOf(node: ScriptStatement): readonly string[] {
  const [name, more] = node.kind === "view" && node.temporary ? node.name : [];
  return name && !more ? [name.name.toLowerCase()] : [];
}

const isDynamic = (name: Name): boolean => name.some((part) => part.dynamic);

function changes(node: ScriptStatement): readonly Name[] {
  switch (node.kind) {
    case "ctas":
    case "view":
      return [node.name];
    case "merge":
      return node.evolution ? [node.target.name] : [];
    case "command":
      return node.changes;
    default:
      return [];
  }
}
