import { fileURLToPath } from "node:url";
import { member } from "./message.js";

/** The folder that an editor has open. */
export function rootOf(params: unknown): string | undefined {
  const folder = member((member(params, "workspaceFolders") as readonly unknown[] | null | undefined)?.[0], "uri");
  const uri = folder ?? member(params, "rootUri");
  if (typeof uri === "string" && uri.startsWith("file:")) return fileURLToPath(uri);
  const path = member(params, "rootPath");
  return typeof path === "string" ? path : undefined;
}

/** An answer that says "as before" could hide that a query's diagnostics are others. */
export function withoutPrevious(method: string, params: unknown): unknown {
  if (method === "textDocument/diagnostic") {
    const { previousResultId: _, ...rest } = params as { readonly previousResultId?: unknown };
    return rest;
  }
  return method === "workspace/diagnostic" ? { ...(params as object), previousResultIds: [] } : params;
}
