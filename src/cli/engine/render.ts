import type { Engine, EngineKind } from "../../engine/index.js";
import type { Style } from "../terminal.js";

const product: { readonly [K in EngineKind]: string } = { sail: "Sail", spark: "Apache Spark" };

export function describeEngine({ name, kind, version }: Engine, style: Style): string {
  return `${style.bold(name)} (${product[kind]} ${version})`;
}
