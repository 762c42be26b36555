import type { Block, Name, ScriptStatement } from "../ast/index.js";
import type { ScriptNames } from "../context.js";

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
  const statements = statementsOf(body);
  const changed = statements.flatMap(changes).flatMap((name) => name.at(-1)?.name.toLowerCase() ?? []);
  const opaque = statements.some(
    (one) => (one.kind === "executeImmediate" && one.text.kind !== "literal") || changes(one).some(isDynamic),
  );
  return {
    changed: new Set(changed),
    views: new Set(statements.flatMap(viewOf).filter((name) => changed.filter((one) => one === name).length === 1)),
    moves: statements.some((one) => one.kind === "command" && one.moves),
    isOpaque: opaque,
  };
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
