import type { FunctionSchema, TableSchema } from "../model.js";

/** Reads one catalog. What differs between servers is behind it: how they list, and where they keep the facts. */
export interface CatalogReader {
  contents(catalog: string, schema: string): Promise<SchemaContents>;
}

export interface SchemaContents {
  readonly tables: readonly Listed<TableSchema>[];
  readonly functions: readonly Listed<FunctionSchema>[];
  /** The server told all user functions of the schema. */
  readonly functionsListed: boolean;
}

/** A thing that was listed; what is known of it is read when asked. */
export interface Listed<T> {
  readonly name: string;
  /** Undefined when it exists, but the server does not tell what it is. */
  read(): Promise<T | undefined>;
}
