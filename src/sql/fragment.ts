import type { TemplateSite } from "../plan/index.js";
import type { SqlParam } from "./param.js";
import { captureSite } from "./site.js";

/** A piece of SQL with its own values, made by {@link sql}. It means nothing until it stands in a template. */
export class Fragment {
  readonly #site: TemplateSite;
  readonly #values: readonly unknown[];

  /** @internal */
  constructor(site: TemplateSite, values: readonly unknown[]) {
    this.#site = site;
    this.#values = values;
  }

  /** Whether a value was made by this package: a look-alike from JSON is none. */
  static is(value: unknown): value is Fragment {
    return typeof value === "object" && value !== null && #site in value;
  }

  /** @internal */
  static read(fragment: Fragment): { readonly site: TemplateSite; readonly values: readonly unknown[] } {
    return { site: fragment.#site, values: fragment.#values };
  }
}

/**
 * A fragment of SQL for another template. Its values stay values and keep their order; fragments nest to any depth.
 *
 * @throws ArgumentError when the template holds an escape that JavaScript does not know
 * @example
 * ```ts
 * const onlyBig: boolean = true;
 * const where = onlyBig ? sql`WHERE amount > ${100}` : sql``;
 * spark.sql`SELECT * FROM orders ${where} ORDER BY id`;
 * ```
 */
export function sql(strings: TemplateStringsArray, ...values: readonly SqlParam[]): Fragment {
  return new Fragment(captureSite(strings, sql), values);
}
