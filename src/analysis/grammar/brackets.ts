import { L, R, T } from "../../gen/grammar/names.js";
import { first } from "./first.js";
import { starts } from "./program.js";

/** What may stand behind a query in parentheses that is all of a query, or begins one. */
const behindQuery = first(starts[R.queryOrganization] ?? 0).types.slice();
for (const type of [T.RIGHT_PAREN, T.UNION, T.EXCEPT, T.SETMINUS, T.INTERSECT, T.OPERATOR_PIPE, T.PIPE]) {
  behindQuery[type + 1] = 1;
}
const opensQuery = first(starts[R.query] ?? 0).types;

/**
 * Tells from a parenthesis and the one that closes it what the expression that it opens cannot be, so that a prediction
 * need not look through all that it holds. Of a parenthesis that is never closed nothing is told.
 */
export class Brackets {
  /** By place of an opening parenthesis or a CASE, the place of what closes it; 0 of none. */
  private readonly closing: Int32Array;
  /** By place of an opening parenthesis, whether a comma stands right in it. */
  private readonly commas: Uint8Array;

  constructor(private readonly types: readonly number[]) {
    this.closing = new Int32Array(types.length);
    this.commas = new Uint8Array(types.length);
    const open: number[] = [];
    for (let i = 0; i < types.length; i++) {
      const type = types[i];
      if (type === T.LEFT_PAREN || type === T.LEFT_BRACKET || type === T.CASE) open.push(i);
      else if (type === T.END) {
        // Anywhere else it is a name.
        if (types[open.at(-1) ?? -1] === T.CASE) this.closing[open.pop() ?? 0] = i;
      } else if (type === T.COMMA) this.commas[open.at(-1) ?? 0] = 1;
      else if (type === T.RIGHT_PAREN || type === T.RIGHT_BRACKET) {
        while (types[open.at(-1) ?? -1] === T.CASE) open.pop();
        const at = open.pop();
        if (at === undefined || (types[at] === T.LEFT_PAREN) !== (type === T.RIGHT_PAREN)) break;
        this.closing[at] = i;
      }
    }
  }

  /** Whether the alternative of `primaryExpression` with this label cannot come to its end from this place on. */
  ruleOut(label: number, at: number): boolean {
    if (this.types[at] !== T.LEFT_PAREN) return false;
    const closing = this.closing[at] ?? 0;
    if (closing === 0) return false;
    if (label === L.rowConstructor) return this.commas[at] === 0;
    if (label === L.lambda) return this.types[closing + 1] !== T.ARROW;
    return label === L.subqueryExpression && !this.mayHoldQuery(at);
  }

  /** Whether a CASE with a condition begins here and has its END: nobody means a column of that name. */
  isWholeCase(at: number): boolean {
    return this.types[at] === T.CASE && this.types[at + 1] === T.WHEN && (this.closing[at] ?? 0) > 0;
  }

  private mayHoldQuery(at: number): boolean {
    let inner = at + 1;
    for (; this.types[inner] === T.LEFT_PAREN; inner++) {
      const behind = this.types[(this.closing[inner] ?? 0) + 1] ?? T.EOF;
      if (!behindQuery[behind + 1]) return false;
    }
    return opensQuery[(this.types[inner] ?? T.EOF) + 1] === 1;
  }
}
