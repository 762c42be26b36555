const replacements: readonly (readonly [RegExp, readonly string[]])[] = [
  [/\.js$/, [".ts", ".tsx", ".d.ts"]],
  [/\.jsx$/, [".tsx", ".d.ts"]],
  [/\.mjs$/, [".mts", ".d.mts"]],
  [/\.cjs$/, [".cts", ".d.cts"]],
];
const endings = [".ts", ".tsx", ".mts", ".cts", ".d.ts", "/index.ts", "/index.tsx", "/index.d.ts"];

/** The files that a relative specifier may mean, in TypeScript's order. */
export function candidatePaths(specifier: string, from: string): string[] {
  const base = join(from.slice(0, from.lastIndexOf("/")), specifier);
  const replaced = replacements.flatMap(([pattern, ends]) =>
    pattern.test(base) ? ends.map((end) => base.replace(pattern, end)) : [],
  );
  const exact = /\.[cm]?tsx?$/.test(base) ? [base] : [];
  return [...exact, ...replaced, ...endings.map((end) => base + end)];
}

function join(folder: string, specifier: string): string {
  const parts = folder.split("/");
  for (const part of specifier.split("/")) {
    if (part === "..") parts.pop();
    else if (part !== "." && part !== "") parts.push(part);
  }
  return parts.join("/");
}

const rewritable = /(?<!\.d)\.[cm]?tsx?$/i;

/** Whether a file is one that may hold queries of the user's. */
export function isOurs(path: string): boolean {
  return rewritable.test(path) && !path.includes("/node_modules/");
}
