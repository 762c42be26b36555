import { CommandRun, type Executor, SqlDataFrame } from "../dataframe/index.js";
import { ArgumentError, UnsupportedError } from "../errors/index.js";
import type { Literal, PlanSource, Relation, Sql, SubqueryAlias, TemplateSite } from "../plan/index.js";
import { resolvePlan } from "../plan/index.js";
import {
  type BoundTemplate,
  bind,
  bindTemplate,
  captureSite,
  markerOffsets,
  readStatement,
  relationOf,
} from "../sql/index.js";
import type { DataType } from "../types/index.js";
import { isOlderThan } from "./server-version.js";

/** What a statement needs of the session. */
export interface SqlContext {
  readonly executor: Executor;
  /** Told of each command that was started. */
  started(run: CommandRun): void;
}

/** A template, called as a tag. `above` is the function that the user called. */
export function sqlOfTemplate(
  context: SqlContext,
  strings: TemplateStringsArray,
  values: readonly unknown[],
  above: (...args: never[]) => unknown,
): SqlDataFrame<unknown> {
  return sqlOfBound(context, bindTemplate(captureSite(strings, above), values));
}

function sqlOfBound(context: SqlContext, template: BoundTemplate): SqlDataFrame<unknown> {
  const { text, origin, positional, named } = template;
  const root: Sql = Object.freeze({
    kind: "sql",
    text,
    ...(positional.length === 0 ? {} : { positional }),
    ...(Object.keys(named).length === 0 ? {} : { named }),
    origin,
  });
  checkTypes(context.executor, [...positional, ...Object.values(named)]);
  return statement(context, withReferences(context, root, template), template.facts.query);
}

/** The call form. */
export function sqlOfText(context: SqlContext, text: unknown, args: unknown): SqlDataFrame<unknown> {
  if (typeof text !== "string") {
    throw new ArgumentError(
      `spark.sql takes a template or text, not ${text === null ? "null" : `a value of type ${typeof text}`}.`,
      { errorClass: "DBSQL_NO_SQL" },
    );
  }
  if (Array.isArray(args)) return sqlOfBound(context, bindTemplate(siteOfMarkers(text, args.length), args));
  const named = bindArguments(args);
  checkTypes(context.executor, Object.values(named));
  const plan: Sql = Object.freeze({ kind: "sql", text, ...(args === undefined ? {} : { named }) });
  return statement(context, plan, readStatement(text).query);
}

/** The text as a template whose holes are its markers: one way to bind by position is enough. */
function siteOfMarkers(text: string, values: number): TemplateSite {
  const offsets = markerOffsets(text);
  if (offsets.length !== values) {
    throw new ArgumentError(`The text has ${offsets.length} markers \`?\`, and there are ${values} arguments.`, {
      errorClass: "DBSQL_BAD_ARGUMENTS",
    });
  }
  const ends = [...offsets, text.length];
  const strings = ends.map((end, index) => text.slice(index === 0 ? 0 : offsets[index - 1]! + 1, end));
  return { strings: Object.assign(strings, { raw: strings }), stack: () => undefined };
}

function statement({ executor, started }: SqlContext, plan: PlanSource, query: boolean): SqlDataFrame<unknown> {
  if (query) return new SqlDataFrame(executor, plan);
  const run = new CommandRun(async (signal) => {
    const input = typeof plan === "function" ? await plan({ signal }) : plan;
    const { sqlResult } = await executor.command({ kind: "sqlCommand", input }, { signal });
    return sqlResult ?? empty;
  });
  started(run);
  return new SqlDataFrame(executor, run);
}

/** The result of a command of which the server says nothing. */
const empty: Relation = Object.freeze({ kind: "localRelation", schema: "" });

function withReferences({ executor }: SqlContext, root: Sql, { relations }: BoundTemplate): PlanSource {
  if (relations.length === 0) return root;
  const sources = relations.map(({ alias, source }) => {
    const { plan, owner } = source[relationOf]();
    if (owner === executor) return { alias, plan };
    throw new ArgumentError("A DataFrame in the template belongs to another session: its plan means nothing here.", {
      errorClass: "DBSQL_OTHER_SESSION",
    });
  });
  const combine = (inputs: readonly Relation[]): Relation => {
    const references = sources.map(
      ({ alias }, index): SubqueryAlias => Object.freeze({ kind: "subqueryAlias", input: inputs[index]!, alias }),
    );
    return Object.freeze({ kind: "withRelations", root, references });
  };
  const known = sources.flatMap(({ plan }) => (typeof plan === "function" ? [] : [plan]));
  if (known.length === sources.length) return combine(known);
  return async (options) => combine(await Promise.all(sources.map(({ plan }) => resolvePlan(plan, options))));
}

function bindArguments(args: unknown): Readonly<Record<string, Literal>> {
  if (args === undefined) return {};
  const plain =
    typeof args === "object" && args !== null && [Object.prototype, null].includes(Object.getPrototypeOf(args));
  if (!plain) {
    throw new ArgumentError("The arguments of spark.sql(text, args) are an object of named values, or an array.", {
      errorClass: "DBSQL_BAD_ARGUMENTS",
    });
  }
  return Object.fromEntries(
    Object.entries(args).map(([name, value]) => [name, bindArgument(`the argument \`${name}\``, value)]),
  );
}

function bindArgument(which: string, value: unknown): Literal {
  try {
    return bind(value);
  } catch (error) {
    if (!(error instanceof ArgumentError)) throw error;
    throw new ArgumentError(`In ${which}: ${error.message}`, {
      ...(error.errorClass === undefined ? {} : { errorClass: error.errorClass }),
    });
  }
}

/** Types that only later servers can read: an older one would fail without saying why. */
function checkTypes({ serverVersion }: Executor, literals: readonly Literal[]): void {
  if (!isOlderThan(serverVersion, 4, 1) || !literals.some(({ type }) => holdsTime(type))) return;
  throw new UnsupportedError(
    `TIME needs Spark 4.1 or later, and this server runs ${serverVersion}. Bind text and cast it: CAST(… AS TIMESTAMP).`,
    { errorClass: "DBSQL_SERVER_TOO_OLD" },
  );
}

function holdsTime(type: DataType): boolean {
  if (type.kind === "array") return holdsTime(type.element);
  if (type.kind === "map") return holdsTime(type.key) || holdsTime(type.value);
  return type.kind === "time";
}
