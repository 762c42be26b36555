import { catalog } from "../../functions/catalog/index.js";
import type { FunctionKind, FunctionRow } from "../../functions/row.js";
import { isThere } from "../../functions/since.js";
import type { AnalyzeOptions } from "../contract.js";
import type { CompletionItem } from "./completion-item.js";
import { isCallable, signaturesOf, userSignature } from "./function-text.js";
import { routinesInReach } from "./routines.js";

interface Offered {
  readonly item: CompletionItem;
  readonly kind: FunctionKind;
  readonly since: string | undefined;
}

let known: readonly Offered[] | undefined;

/** Made when somebody completes: a check needs none of it. */
function builtins(): readonly Offered[] {
  known ??= catalog
    .filter((row) => isCallable(row) && !row.traits?.includes("off"))
    .flatMap((row) => [row.name, ...(row.aliases ?? [])].map((name) => offered(row, name)));
  return known;
}

function offered(row: FunctionRow, name: string): Offered {
  const signatures = signaturesOf(row, name);
  const isEmpty = signatures.every(({ parameters, label }) => parameters.length === 0 && !label.includes("…"));
  const item: CompletionItem = {
    label: name,
    kind: "function",
    sort: "3",
    insert: isEmpty ? `${name}()` : name,
    ...(isEmpty ? {} : { snippet: `${name}($1)` }),
    detail: signatures.map(({ label }) => label).join("\n"),
    documentation: row.since === undefined ? row.doc : `${row.doc}\nSince Spark ${row.since}.`,
  };
  return { item, kind: row.kind, since: row.since };
}

/** The functions that may stand somewhere: builtins of the server that the query is for, and those of the cache. */
export function functionItems(options: AnalyzeOptions, kinds: readonly FunctionKind[]): readonly CompletionItem[] {
  const { target } = options;
  const own = builtins().filter(({ kind, since }) => kinds.includes(kind) && isThere({ since }, target));
  const wantsTables = !kinds.includes("scalar");
  const users = routinesInReach(options).filter((routine) => (routine.kind === "table") === wantsTables);
  return [
    ...own.map(({ item }) => item),
    ...users.map((routine): CompletionItem => {
      const { label } = userSignature(routine);
      return {
        label: routine.name,
        kind: "function",
        sort: "3",
        snippet: `${routine.name}($1)`,
        detail: label,
        ...(routine.comment === undefined ? {} : { documentation: routine.comment }),
      };
    }),
  ];
}
