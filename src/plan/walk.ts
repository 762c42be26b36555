import type { Relation, SubqueryAlias } from "./relation.js";

type Kind = Relation["kind"];
type OfKind<K extends Kind> = Extract<Relation, { readonly kind: K }>;
type Rebuild<K extends Kind> = (node: OfKind<K>, map: (child: Relation) => Relation) => OfKind<K>;

const leaf = <N extends Relation>(node: N): N => node;
function overInput<N extends Relation & { readonly input: Relation }>(node: N, map: (child: Relation) => Relation): N {
  const input = map(node.input);
  if (input === node.input) return node;
  const made: N = { ...node, input };
  Object.freeze(made);
  return made;
}

/** How each kind is made again with other children; the same node when they are the same. */
const rebuild: { readonly [K in Kind]: Rebuild<K> } = {
  sql: leaf,
  namedTable: leaf,
  dataSource: leaf,
  range: leaf,
  localRelation: leaf,
  serverRelation: leaf,
  subqueryAlias: overInput,
  project: overInput,
  filter: overInput,
  limit: overInput,
  offset: overInput,
  tail: overInput,
  aggregate: overInput,
  showString: overInput,
  withRelations: (node, map) => {
    const root = map(node.root);
    const references = node.references.map((reference): SubqueryAlias => overInput(reference, map));
    const same = root === node.root && references.every((reference, index) => reference === node.references[index]);
    return same ? node : Object.freeze({ ...node, root, references });
  },
};

/** The node with each child replaced by what `map` makes of it. Relations inside of expressions are not children. */
export function withChildren(node: Relation, map: (child: Relation) => Relation): Relation {
  const rebuildKind = rebuild[node.kind] as (node: Relation, map: (child: Relation) => Relation) => Relation;
  return rebuildKind(node, map);
}

export function children(node: Relation): readonly Relation[] {
  const found: Relation[] = [];
  withChildren(node, (child) => {
    found.push(child);
    return child;
  });
  return found;
}
