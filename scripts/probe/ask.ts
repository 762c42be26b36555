import { writeType } from "../../src/functions/notation.js";
import type { FunctionKind } from "../../src/functions/row.js";
import { values } from "./basis.js";
import type { Facts, FunctionFacts, Sample } from "./facts.js";
import { type Answer, type AskedError, accepted, type Server } from "./server.js";

const infix: ReadonlySet<string> = new Set(
  "!= <> % & * / < << <= <=> = == > >= >> >>> ^ and or div || | like ilike rlike regexp in + -".split(" "),
);
const prefix: ReadonlySet<string> = new Set(["!", "~", "not"]);
const refusedCount = /WRONG_NUM_ARGS|REQUIRED_PARAMETER_NOT_FOUND|PARSE_SYNTAX|UNEXPECTED_POSITIONAL/;
const needsConstant = /FOLDABLE|LITERAL|CONSTANT|INVALID_SCHEMA|UNEXPECTED_NULL/;
const keys: readonly string[] = [...Object.keys(values), "ai!", "as!", "msi!", "st!"];

/** Asks a server for all that `Facts` holds. `only` restricts it to some names. */
export async function askFacts(server: Server, only: readonly string[], say: (line: string) => void): Promise<Facts> {
  const spark = (await server.texts("SELECT version()"))[0]?.split(" ")[0] ?? "";
  const columns = await server.ask("SELECT * FROM p");
  if (!accepted(columns)) throw new RangeError(columns.message);
  const basis = Object.fromEntries(
    columns.filter((c) => !c.name.endsWith("?")).map((c) => [c.name, writeType(c.type)]),
  );
  const listed = await server.texts("SHOW SYSTEM FUNCTIONS");
  const names = only.length > 0 ? only : listed;
  const functions: Record<string, FunctionFacts> = {};
  const queue = names.entries();
  const work = async (): Promise<void> => {
    for (const [i, name] of queue) {
      functions[name] = await new Asker(server, name).run();
      if (i % 25 === 0) say(`${i} of ${names.length}: ${name}`);
    }
  };
  await Promise.all([work(), work(), work(), work()]);
  return { spark, basis, functions: Object.fromEntries(names.map((name) => [name, functions[name] as FunctionFacts])) };
}

/** Learns one function: counts of arguments, kind, and what it makes of every type at every place. */
class Asker {
  readonly #server: Server;
  readonly #name: string;
  #kind: FunctionKind | null = null;
  #expected: string | undefined;
  readonly #arity: Record<string, string> = {};
  readonly #required: Record<string, string> = {};
  readonly #samples = new Map<string, Sample>();

  constructor(server: Server, name: string) {
    this.#server = server;
    this.#name = name;
  }

  async run(): Promise<FunctionFacts> {
    const described = (await this.#server.texts(`DESCRIBE FUNCTION EXTENDED ${quote(this.#name)}`)).join("\n");
    const counts: number[] = [];
    for (let count = 0; count <= 7; count++) if (await this.#tryCount(count)) counts.push(count);
    for (const count of counts.slice(0, 4)) await this.#vary(count);
    const since = /Since: (\S+)/.exec(described)?.[1];
    return {
      kind: this.#kind,
      ...(since === undefined ? {} : { since }),
      usage: /Usage: *([\s\S]*?)(?=\nExtended Usage:|$)/.exec(described)?.[1]?.trim() ?? "",
      nondeterministic: false,
      arity: this.#arity,
      ...(this.#expected === undefined ? {} : { expected: this.#expected }),
      required: this.#required,
      samples: [...this.#samples.values()],
      named: await this.#named(),
      clauses: {},
      bare: false,
    };
  }

  async #tryCount(count: number): Promise<boolean> {
    const nulls = Array.from({ length: count }, () => "NULL");
    const call = this.#call(nulls);
    if (call === undefined) return false;
    let answer = await this.#ask(call);
    if (!accepted(answer) && answer.errorClass.startsWith("WINDOW_FUNCTION_WITHOUT")) {
      this.#kind = "window";
      answer = await this.#ask(call);
    }
    if (!accepted(answer) && /^(NOT_A_SCALAR|UNRESOLVED_ROUTINE)/.test(answer.errorClass)) {
      this.#kind = "table";
      answer = await this.#ask(call);
    }
    if (accepted(answer)) {
      this.#kind ??= await this.#kindOf(call);
      this.#record(
        Array.from({ length: count }, () => "void"),
        answer,
      );
    } else this.#expected ??= answer.parameters.expectedNum;
    this.#arity[count] = accepted(answer) ? "ok" : answer.errorClass;
    return accepted(answer) || !refusedCount.test(answer.errorClass);
  }

  async #kindOf(call: string): Promise<FunctionKind> {
    const beside = await this.#server.ask(`SELECT ${call}, i32 FROM p`);
    if (!accepted(beside) && /AGGREG|GROUP_BY/.test(beside.errorClass)) return "aggregate";
    const inside = await this.#server.ask(`SELECT array(${call}) FROM p`);
    return !accepted(inside) && inside.errorClass.includes("GENERATOR") ? "generator" : "scalar";
  }

  /** Around calls with NULLs, one place at a time takes every type; then all places the same; then all pairs. */
  async #vary(count: number): Promise<void> {
    const taken: string[][] = [];
    for (let place = 0; place < Math.min(count, 5); place++) {
      taken.push([]);
      for (const key of keys) {
        const args = Array.from({ length: count }, (_, i) => (i === place ? key : "void"));
        if (await this.#sample(args)) taken[place]?.push(key);
      }
    }
    if (count < 2 || count > 3) return;
    for (const key of keys) await this.#sample(Array.from({ length: count }, () => key));
    if (count === 2 && this.#kind !== "table")
      for (const first of taken[0] ?? []) for (const second of taken[1] ?? []) await this.#sample([first, second]);
  }

  /** One call with nothing nullable, then with one argument at a time that is; a constant where only that will do. */
  async #sample(args: readonly string[]): Promise<boolean> {
    if (this.#samples.has(args.join())) return true;
    const plain = args.map((key) => sqlOf(key));
    const variants = args.flatMap((key, i) =>
      key === "void" || key.endsWith("!") || key.startsWith("lit ") ? [] : [plain.with(i, sqlOf(`${key}?`))],
    );
    const calls = [plain, ...variants].map((texts) => this.#call(texts)).filter((call) => call !== undefined);
    if (calls.length === 0) return false;
    if (this.#kind === null) await this.#findKind(calls[0] ?? "");
    const single = this.#kind === "generator" || this.#kind === "table";
    const first = await this.#ask(...(single ? calls.slice(0, 1) : calls));
    if (accepted(first)) {
      this.#record(args, first, calls.length);
      return true;
    }
    this.#blame(args, first);
    const place = args.findIndex((key) => key !== "void");
    if (!needsConstant.test(first.errorClass) || args.some((key) => key.startsWith("lit ") || key.endsWith("!")))
      return false;
    return this.#sample(args.with(place, `lit ${args[place] ?? ""}`));
  }

  /** For a function that takes no NULL: the kind shows in the first call that is accepted. */
  async #findKind(call: string): Promise<void> {
    const answer = await this.#server.ask(`SELECT ${call} FROM p`);
    if (accepted(answer)) this.#kind = await this.#kindOf(call);
    else if (answer.errorClass.startsWith("WINDOW_FUNCTION_WITHOUT")) this.#kind = "window";
    else if (/^(NOT_A_SCALAR|UNRESOLVED_ROUTINE)/.test(answer.errorClass)) this.#kind = "table";
  }

  #blame(args: readonly string[], error: AskedError): void {
    const place = args.indexOf(error.parameters.inputSql?.replaceAll('"', "") ?? "");
    const required = error.parameters.requiredType?.replaceAll('"', "");
    if (place >= 0 && required !== undefined) this.#required[`${args.length}:${place}`] ??= required;
  }

  #record(
    args: readonly string[],
    columns: readonly {
      readonly name: string;
      readonly type: Parameters<typeof writeType>[0];
      readonly nullable: boolean;
    }[],
    calls = 1,
  ): void {
    const rows = this.#kind === "generator" || this.#kind === "table";
    const shown = columns.map((c) => `${c.name} ${writeType(c.type)}${c.nullable ? "" : "!"}`).join("; ");
    const flags = columns.slice(0, calls).map((c) => (c.nullable ? "?" : "!"));
    // One flag an argument: NULL and columns that cannot be varied repeat the first.
    let next = 1;
    const nulls = [
      flags[0],
      ...args.map((key) => (key === "void" || key.endsWith("!") || key.startsWith("lit ") ? flags[0] : flags[next++])),
    ];
    const rowFlag = columns.some((c) => c.nullable) ? "?" : "!";
    const full = rows ? rowFlag : calls === 1 ? (flags[0] ?? "?") : nulls.join("");
    this.#samples.set(args.join(), {
      args,
      type: rows ? shown : writeType(columns[0]?.type ?? { kind: "void" }),
      nulls: full,
      printed: columns[0]?.name ?? "",
    });
  }

  async #named(): Promise<readonly string[]> {
    if (!/^\w+$/.test(this.#name)) return [];
    const answer = await this.#server.ask(`SELECT \`${this.#name}\`(no_such_parameter => NULL)`);
    if (accepted(answer) || answer.errorClass !== "UNRECOGNIZED_PARAMETER_NAME") return [];
    return [...(answer.parameters.proposal ?? "").matchAll(/`(\w+)`/g)].map((match) => match[1] ?? "");
  }

  #ask(...calls: readonly string[]): Promise<Answer> {
    if (this.#kind === "table") return this.#server.ask(`SELECT * FROM ${calls[0] ?? ""}`);
    const over = this.#kind === "window" ? " OVER (ORDER BY i32)" : "";
    return this.#server.ask(`SELECT ${calls.map((call) => call + over).join(", ")} FROM p`);
  }

  #call(args: readonly string[]): string | undefined {
    const [left, right, ...more] = args;
    if (prefix.has(this.#name)) return args.length === 1 ? `${this.#name} ${left}` : undefined;
    if (this.#name === "in") return args.length < 2 ? undefined : `${left} IN (${[right, ...more].join(", ")})`;
    if (this.#name === "between") return args.length === 3 ? `${left} BETWEEN ${right} AND ${more[0]}` : undefined;
    if (/^[+-]$/.test(this.#name) && args.length === 1) return `${this.#name} ${left}`;
    if (infix.has(this.#name)) return args.length === 2 ? `${left} ${this.#name} ${right}` : undefined;
    if (["case", "cast", "when"].includes(this.#name)) return undefined;
    return `\`${this.#name}\`(${args.join(", ")})`;
  }
}

const sqlOf = (key: string): string =>
  key === "void" ? "NULL" : key.startsWith("lit ") ? (values[key.slice(4)] ?? "NULL") : `\`${key}\``;
const quote = (name: string): string => (/^\W+$/.test(name) ? name : `\`${name}\``);
