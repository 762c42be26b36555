import { packageNameOf } from "./disk.js";
import type { TypeAlias } from "./host.js";

/** Whether a type is that of a session's tag: known by the name under which this package declares it. */
export function isTag(alias: TypeAlias | undefined): boolean {
  return alias?.name === "SqlTag" && packageNameOf(alias.file) === "dbsql";
}

interface Node {
  readonly pos: number;
  readonly end: number;
}

/** The innermost node around an offset. */
export function nodeAt<N extends Node>(
  file: N,
  offset: number,
  childOf: (node: N, wanted: (child: N) => N | undefined) => N | undefined,
): N {
  let found = file;
  for (let inner: N | undefined = file; inner !== undefined; ) {
    found = inner;
    inner = childOf(found, (child) => (child.pos <= offset && offset < child.end ? child : undefined));
  }
  return found;
}
