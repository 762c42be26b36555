import type TypeScript from "typescript";

type Snapshot = TypeScript.IScriptSnapshot;

/** A rewritten text as a snapshot that tells what changed since another one, so that an edit is parsed as an edit. */
export class RewrittenSnapshot implements Snapshot {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  getText(start: number, end: number): string {
    return this.text.slice(start, end);
  }

  getLength(): number {
    return this.text.length;
  }

  getChangeRange(old: Snapshot): TypeScript.TextChangeRange | undefined {
    if (!(old instanceof RewrittenSnapshot)) return undefined;
    const before = old.text;
    const shortest = Math.min(before.length, this.text.length);
    let start = 0;
    while (start < shortest && before.charCodeAt(start) === this.text.charCodeAt(start)) start++;
    let end = 0;
    while (
      end < shortest - start &&
      before.charCodeAt(before.length - 1 - end) === this.text.charCodeAt(this.text.length - 1 - end)
    ) {
      end++;
    }
    const newLength = this.text.length - start - end;
    // A query at the front whose row is another one: all up to the types at the end is parsed, and marking the old nodes
    // as changed costs more than the rest.
    if (newLength > this.text.length / 2) return undefined;
    return { span: { start, length: before.length - start - end }, newLength };
  }
}
