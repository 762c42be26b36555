import fc from "fast-check";
import type { Fixture } from "./fixture.js";

/** Small tables that share names, with other types under them. */
export const randomFixture: Fixture = {
  one: "a INT NOT NULL, b STRING, c DECIMAL(2,1)",
  two: "a INT, d STRING NOT NULL, e DATE",
  three: "b STRING, a BIGINT NOT NULL, f DOUBLE",
  four: "k INT NOT NULL, st STRUCT<a: INT, z: STRING>, xs ARRAY<INT>",
};
const tables: Readonly<Record<string, readonly string[]>> = {
  one: ["a", "b", "c"],
  two: ["a", "d", "e"],
  three: ["b", "a", "f"],
  four: ["k", "st", "xs"],
};

/** Queries put together at random: about half of them make sense. The same seed gives the same queries. */
export function randomQueries(seed: number, count: number): readonly string[] {
  const queries = fc.gen().map((draw) => new Writer(draw).query(2, outside).sql);
  return [...new Set(fc.sample(queries, { seed, numRuns: count }))];
}

interface Column {
  readonly qualifier: string;
  readonly name: string;
}
interface Made {
  readonly sql: string;
  readonly columns: readonly Column[];
}
/** What a query may name beside its own FROM. */
interface Around {
  readonly ctes: Readonly<Record<string, readonly string[]>>;
  readonly outer: readonly Column[];
}
const outside: Around = { ctes: {}, outer: [] };

class Writer {
  constructor(private readonly draw: fc.GeneratorValue) {}

  query(depth: number, around: Around): Made {
    if (depth > 0 && this.chance(12)) {
      const inner = this.query(depth - 1, around);
      const name = this.pick(["cte", "one"]);
      const made = this.query(depth - 1, { ...around, ctes: { ...around.ctes, [name]: namesOf(inner) } });
      return { ...made, sql: `WITH ${name} AS (${inner.sql}) ${made.sql}` };
    }
    const { sql, columns, from, keys } = this.select(depth, around);
    const operator = ["UNION", "UNION ALL", "INTERSECT", "EXCEPT", "UNION ALL BY NAME"];
    const isSet = depth > 0 && this.chance(14);
    const body = isSet ? `${sql} ${this.pick(operator)} ${this.select(depth - 1, around).sql}` : sql;
    return { sql: `${body}${this.orderBy(columns, isSet ? [] : [...from.map(refOf), ...keys])}`, columns };
  }

  private orderBy(columns: readonly Column[], below: readonly string[]): string {
    if (!this.chance(35)) return this.chance(10) ? " LIMIT 2" : "";
    const names = [...columns.map(({ name }) => name), "1", ...below];
    const key = this.pick(names);
    return ` ORDER BY ${this.pick([key, key, `upper(${key})`, `${key} DESC NULLS LAST, 1`, "ALL"])}`;
  }

  private select(
    depth: number,
    around: Around,
  ): Made & { readonly from: readonly Column[]; readonly keys: readonly string[] } {
    const from = this.source(depth, around);
    const see: Around = { ...around, outer: around.outer };
    const keys = this.chance(38) ? this.several(2, () => this.scalar(from.columns, see, 0)) : [];
    const items =
      keys.length > 0
        ? [...keys.filter(() => this.chance(85)), ...this.several(2, () => this.aggregate(from.columns, see))]
        : this.several(3, () => this.item(depth, from.columns, see));
    const columns: Column[] = [];
    const list = items.map((item) => {
      const alias = this.chance(45) ? this.pick(["a", "b", "g", "n"]) : undefined;
      const name = alias ?? /^(?:\w+\.)?(\w+)$/.exec(item)?.[1];
      if (name !== undefined) columns.push({ qualifier: "", name });
      return alias ? `${item} AS ${alias}` : item;
    });
    const star =
      this.chance(20) && keys.length === 0 ? [this.pick(["*", `${from.columns[0]?.qualifier || "x"}.*`])] : [];
    if (star.length > 0) columns.push(...from.columns.map(({ name }) => ({ qualifier: "", name })));
    const where = this.chance(30) ? ` WHERE ${this.scalar(from.columns, see, depth)} IS NOT NULL` : "";
    const view = this.chance(12) ? ` LATERAL VIEW explode(array(1, 2)) lv AS ${this.pick(["v", "a"])}` : "";
    const group = keys.length > 0 ? this.groupBy(keys, columns, from.columns, see) : "";
    const sql = `SELECT ${this.chance(8) ? "DISTINCT " : ""}${[...star, ...list].join(", ")} FROM ${from.sql}${view}${where}${group}`;
    return { sql, columns, from: from.columns, keys };
  }

  private groupBy(
    keys: readonly string[],
    listed: readonly Column[],
    columns: readonly Column[],
    around: Around,
  ): string {
    const all = keys.join(", ");
    const by = this.pick([
      all,
      all,
      all,
      "ALL",
      keys.map((_, i) => i + 1).join(", "),
      `ROLLUP(${all})`,
      `GROUPING SETS ((${all}), ())`,
    ]);
    const tested = [this.aggregate(columns, around), ...keys, ...listed.map(({ name }) => name)];
    return ` GROUP BY ${by}${this.chance(35) ? ` HAVING ${this.pick(tested)} IS NOT NULL` : ""}`;
  }

  private source(depth: number, around: Around): Made {
    const known = { ...tables, ...around.ctes };
    if (depth === 0 || this.chance(50)) {
      const table = this.pick(Object.keys(known));
      return named(`${table} `, this.pick(["x", "y", "z"]), known[table] ?? []);
    }
    if (this.chance(30)) {
      const inner = this.query(depth - 1, { ...around, outer: [] });
      return named(`(${inner.sql}) `, this.pick(["x", "y", "s"]), namesOf(inner));
    }
    const left = this.source(depth - 1, around);
    if (this.chance(20)) {
      const inner = this.query(depth - 1, { ...around, outer: left.columns });
      const { sql, columns } = named(`(${inner.sql}) `, this.pick(["l", "x"]), namesOf(inner));
      return { sql: `${left.sql} JOIN LATERAL ${sql}`, columns: [...left.columns, ...columns] };
    }
    const right = this.source(0, around);
    const columns = [...left.columns, ...right.columns];
    const on = `${this.column(left.columns)} = ${this.column(right.columns)}`;
    const sides = this.pick(["", "LEFT ", "RIGHT ", "FULL ", "LEFT SEMI ", "LEFT ANTI "]);
    const shown = /SEMI|ANTI/.test(sides) ? left.columns : columns;
    return this.pick([
      { sql: `${left.sql}, ${right.sql}`, columns },
      { sql: `${left.sql} ${sides}JOIN ${right.sql} ON ${on}`, columns: shown },
      { sql: `${left.sql} ${sides}JOIN ${right.sql} USING (a)`, columns: shown },
      { sql: `${left.sql} NATURAL ${sides}JOIN ${right.sql}`, columns: shown },
    ]);
  }

  private item(depth: number, columns: readonly Column[], around: Around): string {
    const at = this.draw(fc.nat, { max: 99 });
    if (at < 6) return `row_number() OVER (ORDER BY ${this.column(columns)})`;
    if (at < 10) return `sum(${this.column(columns)}) OVER (PARTITION BY ${this.column(columns)})`;
    if (at < 14) return this.aggregate(columns, around);
    return this.scalar(columns, around, depth);
  }

  private scalar(columns: readonly Column[], around: Around, depth: number): string {
    const column = (): string => this.column(this.chance(20) && around.outer.length > 0 ? around.outer : columns);
    const at = this.draw(fc.nat, { max: 99 });
    if (at < 52) return column();
    if (at < 58) return this.pick(["1", "'k'", "NULL", "2.5"]);
    if (at < 66) return `coalesce(${column()}, ${column()})`;
    if (at < 74) return `${column()} ${this.pick(["+", "=", "||", ">"])} ${column()}`;
    if (at < 80) return `upper(${column()})`;
    if (at < 85) return `struct(${column()}, ${column()})`;
    if (at < 88) return `transform(array(${column()}), p -> coalesce(p, ${column()}))`;
    if (depth === 0) return `CAST(${column()} AS STRING)`;
    const inner = { ...around, outer: columns };
    if (at < 92) return `EXISTS (${this.query(0, inner).sql})`;
    if (at < 95) return `${column()} IN (${this.query(0, inner).sql})`;
    const { sql, columns: within } = this.source(0, inner);
    return `(SELECT max(${this.column(within)}) FROM ${sql} WHERE ${this.column(within)} = ${this.column(columns)})`;
  }

  private aggregate(columns: readonly Column[], around: Around): string {
    const of = this.scalar(columns, around, 0);
    return this.pick([
      "count(*)",
      `sum(${of})`,
      `max(${of})`,
      `count(DISTINCT ${of})`,
      `collect_list(${of})`,
      `min(${of}) FILTER (WHERE ${of} IS NULL)`,
    ]);
  }

  private column(columns: readonly Column[]): string {
    const found = this.pick(columns.length > 0 ? columns : [{ qualifier: "", name: "a" }]);
    const ref = this.chance(50) ? found.name : refOf(found);
    if (found.name === "st" && this.chance(60)) return `${ref}.${this.pick(["a", "z"])}`;
    return found.name === "xs" && this.chance(50) ? `${ref}[0]` : ref;
  }

  private several<T>(most: number, make: () => T): readonly T[] {
    return Array.from({ length: 1 + this.draw(fc.nat, { max: most - 1 }) }, make);
  }

  private pick<T>(values: readonly T[]): T {
    return values[this.draw(fc.nat, { max: values.length - 1 })] as T;
  }

  private chance(percent: number): boolean {
    return this.draw(fc.nat, { max: 99 }) < percent;
  }
}

const refOf = ({ qualifier, name }: Column): string => (qualifier === "" ? name : `${qualifier}.${name}`);
const namesOf = ({ columns }: Made): readonly string[] => columns.map(({ name }) => name);
const named = (sql: string, alias: string, names: readonly string[]): Made => ({
  sql: sql + alias,
  columns: names.map((name) => ({ qualifier: alias, name })),
});
