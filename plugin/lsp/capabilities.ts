import { type Message, member } from "./message.js";
import { legendOf } from "./semantic-tokens.js";

/** What typing starts an answer in SQL, by provider: TypeScript's server names them all today. */
const triggers: Readonly<Record<string, readonly string[]>> = {
  completionProvider: [".", "`", " "],
  signatureHelpProvider: ["(", ","],
};

/** What the editor says that it can do. */
export interface EditorCapabilities {
  readonly capabilities: unknown;
  /** It asks for diagnostics; others are told. */
  readonly pulls: boolean;
  /** It can be asked to ask for diagnostics again. */
  readonly refreshes: boolean;
  /** What the server is asked for. */
  readonly asked: Message;
}

/** Columns of TypeScript are UTF-16 units, ours too; every editor can count so. */
export function editorCapabilities(initialize: Message): EditorCapabilities {
  const params = structuredClone(initialize.params ?? {}) as Record<string, unknown>;
  const capabilities = { ...(params.capabilities as Record<string, Record<string, unknown> | undefined>) };
  params.capabilities = capabilities;
  capabilities.general = { ...capabilities.general, positionEncodings: ["utf-16"] };
  const pulls = capabilities.textDocument?.diagnostic !== undefined;
  if (!pulls) capabilities.textDocument = { ...capabilities.textDocument, diagnostic: {} };
  const refreshes = member(capabilities.workspace, "diagnostics", "refreshSupport") === true;
  return { capabilities, pulls, refreshes, asked: { ...initialize, params } };
}

/** What the server says that it can do, as the proxy can. */
export function proxyCapabilities(
  result: unknown,
  editor: unknown,
): { readonly result: unknown; readonly legend: readonly string[] } {
  const capabilities = member(result, "capabilities");
  if (typeof capabilities !== "object" || capabilities === null) return { result, legend: [] };
  const changed: Record<string, unknown> = { ...capabilities };
  for (const [provider, wanted] of Object.entries(triggers)) {
    const own = changed[provider];
    if (typeof own !== "object" || own === null) continue;
    const known = member(own, "triggerCharacters");
    const all = new Set([...(Array.isArray(known) ? (known as string[]) : []), ...wanted]);
    changed[provider] = { ...own, triggerCharacters: [...all] };
  }
  const tokens = changed.semanticTokensProvider;
  const server = member(tokens, "legend", "tokenTypes");
  if (!Array.isArray(server)) return { result: { ...(result as object), capabilities: changed }, legend: [] };
  const known = member(editor, "textDocument", "semanticTokens", "tokenTypes");
  const legend = legendOf(server as string[], Array.isArray(known) ? (known as string[]) : []);
  changed.semanticTokensProvider = {
    ...(tokens as object),
    legend: { ...(member(tokens, "legend") as object), tokenTypes: legend },
    // Differences are counted in the server's tokens, some of which nobody sees.
    ...(member(tokens, "full", "delta") === true ? { full: true } : {}),
  };
  return { result: { ...(result as object), capabilities: changed }, legend };
}
