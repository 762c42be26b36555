import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ArgumentError } from "../../../src/errors/index.js";
import { bindTemplate, captureSite, ident, sql } from "../../../src/sql/index.js";

const bound = (strings: TemplateStringsArray, ...values: unknown[]) =>
  bindTemplate(captureSite(strings, bound), values);

const hostile = fc.oneof(
  fc.constantFrom(
    "' OR 1=1 --",
    "\\",
    "`",
    "\0",
    "\u2019",
    "'; DROP TABLE t; --",
    "*/",
    "?",
    ":_1",
    "${x}",
    "$$",
    "\n",
  ),
  fc.string({ unit: "binary" }),
  fc.string({ unit: fc.constantFrom("'", '"', "`", "\\", "-", "/", "*", "?", ":", "_", "1", ";", "\n", "$", " ") }),
);
const scalar = fc.oneof(
  hostile,
  fc.integer(),
  fc.bigInt(-(2n ** 63n), 2n ** 63n - 1n),
  fc.double(),
  fc.boolean(),
  fc.constant(null),
);
const unbindable = fc.oneof(
  fc.object(),
  hostile.map((text) => ({ toString: () => text, toJSON: () => text })),
  hostile.map((text) => JSON.parse(JSON.stringify({ text, strings: [text], raw: [text], values: [], parts: [text] }))),
  fc.constant(undefined),
  fc.func(fc.anything()),
);

const text = "SELECT :_1 FROM t WHERE x = f(:_2) AND y IN (:_3, :_4)";

const isWhole = (value: string): boolean => Buffer.from(value).toString() === value;

/** Undefined when the values were refused. */
function attempt<T>(run: () => T): T | undefined {
  try {
    return run();
  } catch (error) {
    if (error instanceof ArgumentError) return undefined;
    throw error;
  }
}

describe("no value becomes SQL", () => {
  it("in 10,000 templates: the text is the same whatever the values, and each value arrives as it was", () => {
    fc.assert(
      fc.property(
        scalar,
        scalar,
        fc.array(
          scalar.filter((v) => typeof v === "string"),
          { minLength: 2, maxLength: 2 },
        ),
        (a, b, list) => {
          const whole = [a, b, ...list].every((value) => typeof value !== "string" || isWhole(value));
          const template = attempt(() => bound`SELECT ${a} FROM t WHERE x = ${sql`f(${b})`} AND y IN (${list})`);
          // Half a surrogate pair is all that is refused.
          if (template === undefined) return !whole;
          const values = Object.values(template.named).map((literal) => literal.value);
          return whole && template.text === text && [a, b, ...list].every((value, i) => Object.is(value, values[i]));
        },
      ),
      { numRuns: 10_000 },
    );
  });

  it("and what is no value is refused", () => {
    fc.assert(
      fc.property(unbindable, (value) => attempt(() => bound`SELECT ${value}`) === undefined),
      { numRuns: 2_000 },
    );
  });

  it("and an identifier stays one: its quotes are even, and end at its end", () => {
    fc.assert(
      fc.property(
        hostile.filter((text) => text !== "" && isWhole(text)),
        (name) => {
          const { text } = bound`SELECT ${ident(name)} FROM t`;
          const quoted = /^SELECT `((?:[^`]|``)*)` FROM t$/.exec(text);
          expect(quoted?.[1]?.replaceAll("``", "`")).toBe(name);
        },
      ),
      { numRuns: 10_000 },
    );
  });
});
