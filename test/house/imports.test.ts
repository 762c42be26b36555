import { describe, expect, it } from "vitest";
import { type Import, importsOf, sources } from "./tree.js";

/** ARCHITECTURE.md, "Who may import whom", as data. A layer may always import itself. */
const layers: Record<string, readonly string[]> = {
  "src/errors": [],
  "src/types": ["src/errors"],
  "src/values": ["src/types", "src/errors"],
  "src/plan": ["src/types", "src/errors"],
  "src/functions": ["src/types"],
  "src/schema": ["src/types", "src/errors"],
  "src/analysis": ["src/types", "src/functions", "src/schema/model.ts", "src/gen/grammar"],
  "src/sql": ["src/plan", "src/types", "src/values", "src/errors"],
  "src/dataframe": ["src/plan", "src/sql", "src/types", "src/values", "src/errors"],
  "src/session": ["src/dataframe", "src/sql", "src/plan", "src/types", "src/values", "src/errors", "src/config"],
  "src/arrow": ["src/types", "src/values", "src/errors"],
  "src/config": ["src/errors"],
  "src/auth": ["src/errors", "src/config"],
  "src/connect": [
    "src/plan",
    "src/types",
    "src/values",
    "src/arrow",
    "src/auth",
    "src/config",
    "src/errors",
    "src/gen/protobuf",
    "src/dataframe/executor.ts",
  ],
  "src/engine": ["src/errors", "src/config"],
  "src/index.ts": ["src/session", "src/dataframe", "src/sql", "src/plan", "src/types", "src/values", "src/errors"],
  "src/cli": ["src", "plugin"],
  plugin: ["src/analysis", "src/functions", "src/schema", "src/types", "src/errors"],
};

/** Packages that one folder alone may load. */
const owners: Record<string, readonly string[]> = {
  "@grpc/grpc-js": ["src/connect"],
  "apache-arrow": ["src/arrow"],
  ini: ["src/config"],
  typescript: ["plugin", "src/cli/check"],
  "temporal-polyfill": ["src/values"],
  // Generation and tests only.
  antlr4ng: [],
};

/** The composition root loads the wire and the engines only when they are needed. */
const lazy: readonly (readonly [from: string, to: string])[] = [
  ["src/session", "src/connect"],
  ["src/session", "src/arrow"],
  ["src/session", "src/values"],
  ["src/dataframe", "src/arrow"],
  ["src/engine", "src/session"],
  ["src/engine", "src/index.ts"],
];

const within = (file: string, folder: string): boolean => file === folder || file.startsWith(`${folder}/`);
const layerOf = (file: string): string | undefined => Object.keys(layers).find((layer) => within(file, layer));

const imports: Import[] = sources().flatMap(importsOf);
const show = (i: Import): string => `${i.from}:${i.line} imports ${i.to}`;

describe("imports", () => {
  it("puts every source file in a layer", () => {
    expect(sources().filter((file) => layerOf(file) === undefined)).toEqual([]);
  });

  it("lets a layer import only what ARCHITECTURE.md allows", () => {
    const wrong = imports.filter((i) => {
      if (!i.to.startsWith("src/") && !i.to.startsWith("plugin/")) return false;
      const layer = layerOf(i.from);
      if (layer === undefined || within(i.to, layer)) return false;
      if (i.dynamic && lazy.some(([from, to]) => within(i.from, from) && within(i.to, to))) return false;
      // A type costs nothing at run time, but it is a dependency of thought all the same: only the port is shared.
      return !layers[layer]!.some((allowed) => within(i.to, allowed));
    });
    expect(wrong.map(show)).toEqual([]);
  });

  it("loads each heavy package from one folder", () => {
    const wrong = imports.filter((i) => {
      const allowed = owners[i.to];
      return allowed !== undefined && !i.typeOnly && !allowed.some((folder) => within(i.from, folder));
    });
    expect(wrong.map(show)).toEqual([]);
  });

  it("keeps the analysis pure", () => {
    const pure = ["src/analysis", "src/functions", "src/types", "src/errors"];
    const wrong = imports.filter(
      (i) => pure.some((folder) => within(i.from, folder)) && (i.to.startsWith("node:") || i.to === "typescript"),
    );
    expect(wrong.map(show)).toEqual([]);
  });

  it("has no cycles", () => {
    const edges = new Map<string, string[]>();
    for (const i of imports) {
      if (i.typeOnly || i.dynamic || i.to.startsWith("src/gen/")) continue;
      const list = edges.get(i.from) ?? [];
      list.push(i.to);
      edges.set(i.from, list);
    }
    expect(findCycles(edges)).toEqual([]);
  });
});

function findCycles(edges: ReadonlyMap<string, readonly string[]>): string[] {
  const state = new Map<string, "open" | "done">();
  const path: string[] = [];
  const cycles: string[] = [];
  const walk = (node: string): void => {
    if (state.get(node) === "done") return;
    if (state.get(node) === "open") {
      cycles.push([...path.slice(path.indexOf(node)), node].join(" -> "));
      return;
    }
    state.set(node, "open");
    path.push(node);
    for (const next of edges.get(node) ?? []) walk(next);
    path.pop();
    state.set(node, "done");
  };
  for (const node of edges.keys()) walk(node);
  return cycles;
}
