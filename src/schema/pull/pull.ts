import type { FunctionSchema, TableSchema } from "../model.js";
import { Catalogs, type Current, type FullPattern, readCurrent } from "./catalogs.js";
import { isFatal, isGone, reasonOf } from "./failure.js";
import { informationReader, informationSchema } from "./information-reader.js";
import { mapAtOnce } from "./limit.js";
import { foldName, quoteName } from "./name.js";
import type { Pattern } from "./pattern.js";
import type { CatalogReader, Listed, SchemaContents } from "./reader.js";
import type { CatalogSession } from "./session.js";
import { BrokenViewError, showReader } from "./show-reader.js";

export interface PullOptions {
  readonly session: CatalogSession;
  readonly patterns: readonly Pattern[];
  /** Where names without a catalog or schema belong; the session's own when not told. */
  readonly current?: Partial<Current>;
  /** How many tables are read at the same time; 8 when not told. */
  readonly atOnce?: number;
  readonly progress?: (done: number, total: number) => void;
}

/** What could not be read, or was left out. An error is a finding of the command; a warning is not. */
export interface PullProblem {
  readonly severity: "error" | "warning";
  readonly object: string;
  readonly message: string;
}

/** One schema as it was read. */
export interface PulledSchema {
  readonly catalog: string;
  readonly schema: string;
  /** Whether the patterns mean a table or function of this name. */
  readonly wants: (name: string) => boolean;
  /** They mean every one. */
  readonly wantsAll: boolean;
  readonly tables: readonly TableSchema[];
  readonly functions: readonly FunctionSchema[];
  /** Exist, and could not be read. */
  readonly unreadTables: readonly string[];
  readonly unreadFunctions: readonly string[];
  readonly functionsListed: boolean;
}

export interface Pulled {
  readonly schemas: readonly PulledSchema[];
  readonly problems: readonly PullProblem[];
  /** Whether the patterns mean the schema or something in it. */
  readonly means: (catalog: string, schema: string) => boolean;
  /** Whether the server told if the schema exists, and what is in it. */
  readonly answered: (catalog: string, schema: string) => boolean;
  /** Where the session looks for names without a catalog or schema. */
  readonly current: Current;
}

interface Target {
  readonly catalog: string;
  readonly schema: string;
  readonly reader: CatalogReader;
  readonly patterns: FullPattern[];
}

/**
 * Reads what the patterns mean from the catalogs of a session. One table that cannot be read is a problem of the answer;
 * a session that fails is thrown.
 */
export async function pullSchemas({ session, patterns, current, atOnce = 8, progress }: PullOptions): Promise<Pulled> {
  const catalogs = new Catalogs(session);
  const own = await readCurrent(session);
  const here = { ...own, ...current };
  const full = await Promise.all(patterns.map((pattern) => catalogs.complete(pattern, here)));
  const problems: PullProblem[] = [];
  const { targets, answering } = await findTargets(session, catalogs, full, problems);
  const unanswered = new Set<string>();
  const listed = await mapAtOnce(targets, atOnce, async (target) => {
    const contents = await contentsOf(target, problems);
    if (contents === undefined) unanswered.add(keyOf(target.catalog, target.schema));
    return { target, contents };
  });
  const schemas = await readAll(listed, atOnce, problems, progress);
  problems.push(...unmatched(full, schemas, problems));
  return {
    schemas,
    current: own,
    problems: problems.sort((a, b) => compare(a.object, b.object) || compare(a.message, b.message)),
    means: (catalog, schema) => full.some((one) => one.catalog.matches(catalog) && one.schema.matches(schema)),
    answered: (catalog, schema) => answering.has(foldName(catalog)) && !unanswered.has(keyOf(catalog, schema)),
  };
}

/** Each schema once, however many patterns mean it, in the order of their names. */
async function findTargets(
  session: CatalogSession,
  catalogs: Catalogs,
  patterns: readonly FullPattern[],
  problems: PullProblem[],
): Promise<{ readonly targets: readonly Target[]; readonly answering: ReadonlySet<string> }> {
  const [shown, informed] = [showReader(session), informationReader(session)];
  const targets = new Map<string, Target>();
  const silent = new Set<string>();
  const answering = new Set<string>();
  for (const pattern of patterns) {
    for (const catalog of await catalogs.matching(pattern.catalog)) {
      const names = await catalogs.schemas(catalog);
      if (names === undefined) {
        if (pattern.catalog.literal) silent.add(catalog);
        continue;
      }
      answering.add(foldName(catalog));
      const reader = names.some((name) => foldName(name) === informationSchema) ? informed : shown;
      for (const schema of names) {
        // It describes the others, and is pulled only when it is named.
        if (foldName(schema) === informationSchema && !pattern.schema.literal) continue;
        if (!pattern.schema.matches(schema)) continue;
        const key = keyOf(catalog, schema);
        const target = targets.get(key) ?? { catalog, schema, reader, patterns: [] };
        targets.set(key, target);
        target.patterns.push(pattern);
      }
    }
  }
  for (const catalog of silent) {
    const message = "There is no such catalog, or this user may not see it.";
    problems.push({ severity: "error", object: quoteName(catalog), message });
  }
  const sorted = [...targets.values()].sort((a, b) => compare(a.catalog, b.catalog) || compare(a.schema, b.schema));
  return { targets: sorted, answering };
}

async function contentsOf(target: Target, problems: PullProblem[]): Promise<SchemaContents | undefined> {
  try {
    return await target.reader.contents(target.catalog, target.schema);
  } catch (error) {
    if (isFatal(error)) throw error;
    const object = quoteName(target.catalog, target.schema);
    problems.push({ severity: "error", object, message: reasonOf(error) });
    return undefined;
  }
}

type Reading = { readonly listed: Listed<TableSchema | FunctionSchema>; readonly object: string };
type Answer = TableSchema | FunctionSchema | "unread" | "gone";

async function readAll(
  schemas: readonly { readonly target: Target; readonly contents: SchemaContents | undefined }[],
  atOnce: number,
  problems: PullProblem[],
  progress: PullOptions["progress"],
): Promise<readonly PulledSchema[]> {
  const wanted = schemas.flatMap(({ target, contents }) =>
    contents === undefined ? [] : [wantedOf(target, contents)],
  );
  const readings = wanted.flatMap(({ tables, functions }): Reading[] => [...tables, ...functions]);
  let done = 0;
  progress?.(0, readings.length);
  const answers = await mapAtOnce(readings, atOnce, async (reading) => {
    const answer = await readOne(reading, problems);
    progress?.(++done, readings.length);
    return answer;
  });
  const answerOf = new Map(readings.map((reading, at) => [reading, answers[at]!]));
  return wanted.map(({ target, contents, tables, functions, wants, wantsAll }) => ({
    catalog: target.catalog,
    schema: target.schema,
    wants,
    wantsAll,
    tables: known<TableSchema>(tables, answerOf),
    functions: known<FunctionSchema>(functions, answerOf),
    unreadTables: unread(tables, answerOf),
    unreadFunctions: unread(functions, answerOf),
    functionsListed: contents.functionsListed,
  }));
}

interface Wanted extends Pick<PulledSchema, "wants" | "wantsAll"> {
  readonly target: Target;
  readonly contents: SchemaContents;
  readonly tables: readonly Reading[];
  readonly functions: readonly Reading[];
}

function wantedOf(target: Target, contents: SchemaContents): Wanted {
  const wants = (name: string): boolean => target.patterns.some(({ object }) => object.matches(name));
  const reading = (listed: Listed<TableSchema | FunctionSchema>): Reading => ({
    listed,
    object: quoteName(target.catalog, target.schema, listed.name),
  });
  return {
    target,
    contents,
    wants,
    wantsAll: target.patterns.some(({ object }) => object.all),
    tables: contents.tables.filter(({ name }) => wants(name)).map(reading),
    functions: contents.functions.filter(({ name }) => wants(name)).map(reading),
  };
}

async function readOne({ listed, object }: Reading, problems: PullProblem[]): Promise<Answer> {
  try {
    const found = await listed.read();
    if (found !== undefined) return found;
    problems.push({ severity: "warning", object, message: "The server does not tell its signature: left out." });
    return "unread";
  } catch (error) {
    if (isFatal(error)) throw error;
    const broken = error instanceof BrokenViewError;
    const vanished = !broken && isGone(error);
    problems.push({
      severity: vanished || broken ? "warning" : "error",
      object,
      message: vanished
        ? "It was dropped while the catalog was read: left out."
        : broken
          ? `No query can be made of it, so it is left out: ${reasonOf(error)}`
          : reasonOf(error),
    });
    return vanished ? "gone" : "unread";
  }
}

/** The readings of one list give items of one kind, which the list was made of. */
function known<T extends TableSchema | FunctionSchema>(
  readings: readonly Reading[],
  answerOf: ReadonlyMap<Reading, Answer>,
): readonly T[] {
  return readings.map((reading) => answerOf.get(reading)).filter((answer): answer is T => typeof answer === "object");
}

function unread(readings: readonly Reading[], answerOf: ReadonlyMap<Reading, Answer>): readonly string[] {
  return readings.filter((reading) => answerOf.get(reading) === "unread").map(({ listed }) => listed.name);
}

/** A pattern that means nothing is a mistake in it; an empty schema is none. */
function unmatched(
  patterns: readonly FullPattern[],
  schemas: readonly PulledSchema[],
  problems: readonly PullProblem[],
): PullProblem[] {
  return patterns.flatMap((pattern) => {
    const own = schemas.filter(
      ({ catalog, schema }) => pattern.catalog.matches(catalog) && pattern.schema.matches(schema),
    );
    const names = own.flatMap((one) => [
      ...one.tables.map(({ name }) => name),
      ...one.functions.map(({ name }) => name),
      ...one.unreadTables,
      ...one.unreadFunctions,
    ]);
    const found = pattern.object.all ? own.length > 0 : names.some((name) => pattern.object.matches(name));
    const blamed = problems.some(({ severity, object }) => severity === "error" && isPartOf(object, pattern));
    if (found || blamed) return [];
    const parts = [pattern.catalog, pattern.schema, pattern.object].map(({ text }) => text).join(".");
    // Whoever names one thing only may have meant a schema.
    const hint = /^\w+$/.test(pattern.text) ? ` All of a schema is \`dbsql pull-schema '${pattern.text}.*'\`.` : "";
    return [
      { severity: "error", object: pattern.text, message: `Nothing matches it, read as ${parts}.${hint}` } as const,
    ];
  });
}

/** The pattern's catalog or schema could not be read, which was said already. */
function isPartOf(object: string, { catalog, schema }: FullPattern): boolean {
  return object === quoteName(catalog.text) || object === quoteName(catalog.text, schema.text);
}

function keyOf(catalog: string, schema: string): string {
  return JSON.stringify([foldName(catalog), foldName(schema)]);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
