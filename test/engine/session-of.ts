import { DatabricksSession, Decimal } from "../../src/index.js";

/** The engines of the tests; the harness sets the variables. */
export const engines = {
  spark: "DBSQL_TEST_SPARK",
  lake: "DBSQL_TEST_SPARK_LAKE",
  sail: "DBSQL_TEST_SAIL",
} as const;
export type Engine = keyof typeof engines;
export const engineNames = Object.keys(engines) as readonly Engine[];

export function remoteOf(engine: Engine): string {
  return process.env[engines[engine]] ?? "";
}

/** A session of its own; stop it. */
export function sessionOn(engine: Engine): Promise<DatabricksSession> {
  return DatabricksSession.builder.remote(remoteOf(engine)).create();
}

/** A session that shares neither settings nor tables with other tests: Sail's remote names one session for all. */
export function ownSessionOn(engine: Engine): Promise<DatabricksSession> {
  return DatabricksSession.builder.remote(`${remoteOf(engine).replace(/\/?;.*|\/$/, "")}/;user_id=own`).create();
}

/** A value as text that tells types apart: `1n`, `12.50m`, `2026-01-01`. */
export function plain(value: unknown): unknown {
  if (typeof value === "bigint") return `${value}n`;
  if (value instanceof Decimal) return `${value}m`;
  if (value instanceof Uint8Array) return `0x${Buffer.from(value).toString("hex")}`;
  if (Array.isArray(value)) return value.map(plain);
  if (value instanceof Map) return new Map([...value].map(([key, item]) => [plain(key), plain(item)]));
  if (typeof value !== "object" || value === null) return value;
  if (Symbol.toStringTag in value) return String(value);
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, plain(item)]));
}
