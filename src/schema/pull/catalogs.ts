import { isFatal } from "./failure.js";
import { foldName, quoteName, splitName } from "./name.js";
import { everything, type Glob, literalGlob, type Pattern } from "./pattern.js";
import { type CatalogSession, type Row, textOf } from "./session.js";

/** Where names without a catalog or schema belong. */
export interface Current {
  readonly catalog: string;
  readonly schema: string;
}

/** A pattern with all its parts. */
export interface FullPattern {
  readonly text: string;
  readonly catalog: Glob;
  readonly schema: Glob;
  readonly object: Glob;
}

export async function readCurrent(session: CatalogSession): Promise<Current> {
  const [row = {}] = await session.rows("SELECT current_catalog() AS catalog, current_schema() AS schema");
  return { catalog: textOf(row, "catalog") ?? "spark_catalog", schema: textOf(row, "schema") ?? "default" };
}

/** Catalogs and their schemas as the server lists them, each asked once. */
export class Catalogs {
  readonly #session: CatalogSession;
  readonly #schemas = new Map<string, Promise<readonly string[] | undefined>>();

  constructor(session: CatalogSession) {
    this.#session = session;
  }

  /** The catalogs that a part of a pattern means. One that is named need not be listed: Spark lists those in use only. */
  async matching(glob: Glob): Promise<readonly string[]> {
    if (glob.literal) return [glob.text];
    const rows = await this.#session.rows("SHOW CATALOGS");
    return rows.flatMap((row) => textOf(row, "catalog") ?? []).filter((name) => glob.matches(name));
  }

  /** Undefined where there is no such catalog, or it may not be seen. */
  schemas(catalog: string): Promise<readonly string[] | undefined> {
    const key = foldName(catalog);
    const known = this.#schemas.get(key) ?? this.#list(catalog);
    this.#schemas.set(key, known);
    return known;
  }

  async #list(catalog: string): Promise<readonly string[] | undefined> {
    try {
      const rows = await this.#session.rows(`SHOW SCHEMAS IN ${quoteName(catalog)}`);
      const names = rows.flatMap((row) => schemaName(row) ?? []);
      // Sail answers for a catalog that does not exist as for one without schemas.
      return names.length === 0 ? undefined : names;
    } catch (error) {
      if (isFatal(error)) throw error;
      return undefined;
    }
  }

  /** `a.b` is the table b of the schema a where there is one, else the whole schema b of the catalog a. */
  async complete(pattern: Pattern, current: Current): Promise<FullPattern> {
    const { text, object } = pattern;
    const catalog = pattern.catalog ?? literalGlob(current.catalog);
    const schema = pattern.schema ?? literalGlob(current.schema);
    if (pattern.twoParts?.[0].literal !== true) return { text, catalog, schema, object };
    const [first, second] = pattern.twoParts;
    const own = (await this.schemas(current.catalog)) ?? [];
    if (own.some((name) => first.matches(name))) return { text, catalog, schema, object };
    return { text, catalog: first, schema: second, object: everything() };
  }
}

/** Apache Spark quotes where it must, Sail never does; a schema within a schema has no place in a three-part name. */
function schemaName(row: Row): string | undefined {
  const plain = textOf(row, "name");
  if (plain !== undefined) return plain;
  const text = textOf(row, "namespace", "databaseName");
  if (text === undefined || !text.includes("`")) return text?.includes(".") ? undefined : text;
  const parts = splitName(text);
  return parts.length === 1 ? parts[0]!.text : undefined;
}
