/** What the page of a diagnostic says beyond its row: the reason, and a query before and after it is mended. */
export interface Page {
  /** Why Spark refuses it, or why we say it. */
  readonly why: string;
  readonly example?: Example;
}

export interface Example {
  /** Gets this diagnostic, and no other. A test asks the analyser and Spark. */
  readonly wrong: string;
  /** The same query, mended: gets none. */
  readonly right: string;
  /** The analyser does not see it: only the server does, which `--live` asks. */
  readonly foundBy?: "server";
}

export const page = (why: string, wrong: string, right: string): Page => ({ why, example: { wrong, right } });

/** A mistake that only the server finds. */
export const live = (why: string, wrong: string, right: string): Page => ({
  why,
  example: { wrong, right, foundBy: "server" },
});

/** A page without an example: what it is about is no query, or has no one form. */
export const explained = (why: string): Page => ({ why });

/** The tables of the examples, as DDL. What is pulled is all there is; other catalogs are unknown. */
export const exampleTables = {
  employees:
    "id INT NOT NULL, name STRING, dept_id INT, salary DECIMAL(10,2), hired DATE, active BOOLEAN NOT NULL, tags ARRAY<STRING>, attrs MAP<STRING, INT>, address STRUCT<street: STRING, city: STRING>, notes VARIANT",
  departments: "dept_id INT NOT NULL, dept_name STRING NOT NULL, budget DECIMAL(12,2)",
  sales: "year INT NOT NULL, quarter STRING NOT NULL, region STRING, amount INT, cost BIGINT",
} as const;
