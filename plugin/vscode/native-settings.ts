/** What a setting is called, the newest name first: which one counts is told by the extensions that are installed. */
const names = {
  native: ["js/ts.experimental.useTsgo", "typescript.experimental.useTsgo"],
  sdk: ["js/ts.tsdk.path", "typescript.native-preview.tsdk", "typescript.tsdk"],
} as const;

/** Microsoft's extensions that run TypeScript's native server: without one, the setting does nothing. */
export const nativeExtensions = [
  "typescriptteam.vscode-typescript",
  "typescriptteam.vscode-typescript-nightly",
  "typescriptteam.native-preview",
] as const;

export type Read = (setting: string) => unknown;

/** Whether TypeScript's native server is the one that is asked for. */
export function wantsNative(read: Read): boolean {
  return names.native.some((name) => read(name) === true);
}

/** The folder that the native server is started from. */
export function sdkFolder(read: Read): string | undefined {
  return names.sdk.map(read).find((value) => typeof value === "string" && value !== "") as string | undefined;
}

/** A folder of ours: in a project's `node_modules`, or in this extension. */
export function isOurSdk(folder: string, extensionFolder: string): boolean {
  const path = folder.replaceAll("\\", "/").replace(/\/$/, "");
  return /(?:^|\/)node_modules\/dbsql\/sdk$/.test(path) || path === `${extensionFolder.replaceAll("\\", "/")}/sdk`;
}

/**
 * What to write so that the native server is started through ours.
 *
 * @param registered whether an installed extension has a setting of that name
 */
export function nativeSettings(folder: string, registered: (setting: string) => boolean): Record<string, unknown> {
  const pick = (candidates: readonly string[]): string => candidates.find(registered) ?? candidates[0]!;
  return { [pick(names.native)]: true, [pick(names.sdk)]: folder };
}
