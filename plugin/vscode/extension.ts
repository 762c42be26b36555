import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import * as vscode from "vscode";
import { readSettings } from "../../src/schema/index.js";
import { readText } from "../hosts/disk.js";
import { findTypeScript } from "../hosts/typescript.js";
import { isOurSdk, nativeExtensions, nativeSettings, sdkFolder, wantsNative } from "./native-settings.js";
import { type Facts, stateOf } from "./state.js";

const languages = ["typescript", "typescriptreact"];

/**
 * Shows what runs and what is missing. Nothing else depends on it: the plugin of TypeScript's server and the grammar are
 * taken from the manifest.
 */
export function activate({ extensionPath, subscriptions }: vscode.ExtensionContext): void {
  const item = vscode.languages.createLanguageStatusItem("dbsql", languages);
  item.name = "dbsql";
  const show = (): void => {
    const folder = currentFolder();
    if (folder === undefined) return;
    const { text, detail, severity, action } = stateOf(factsOf(folder, extensionPath));
    item.text = text;
    item.detail = detail;
    item.severity = vscode.LanguageStatusSeverity[severity === "warning" ? "Warning" : "Information"];
    item.command = action && { title: action.title, command: action.command };
  };
  const command = (name: string, run: (folder: vscode.WorkspaceFolder) => unknown): vscode.Disposable =>
    vscode.commands.registerCommand(name, async () => {
      const folder = currentFolder();
      if (folder !== undefined) await run(folder);
      show();
    });
  subscriptions.push(
    item,
    command("dbsql.useNativeServer", (folder) => turnOnNative(folder)),
    command("dbsql.pullSchema", (folder) => {
      const terminal = vscode.window.createTerminal({ name: "dbsql", cwd: folder.uri });
      terminal.show();
      terminal.sendText("npx dbsql pull-schema");
    }),
    vscode.window.onDidChangeActiveTextEditor(show),
    vscode.workspace.onDidChangeConfiguration(show),
    vscode.extensions.onDidChange(show),
  );
  show();
}

/** The folder of the file that the user looks at. */
function currentFolder(): vscode.WorkspaceFolder | undefined {
  const file = vscode.window.activeTextEditor?.document.uri;
  return (file && vscode.workspace.getWorkspaceFolder(file)) ?? vscode.workspace.workspaceFolders?.[0];
}

function factsOf({ uri }: vscode.WorkspaceFolder, extensionFolder: string): Facts {
  const folder = uri.fsPath;
  const read = (name: string): unknown => vscode.workspace.getConfiguration(undefined, uri).get(name);
  const installed = installedIn(folder);
  const { schemas } = settingsOf(folder);
  return {
    installed: installed?.version,
    hasSdk: installed?.sdk !== undefined,
    hasSchemas: existsSync(schemas),
    schemas: vscode.workspace.asRelativePath(schemas),
    hasNativeTypeScript: hasNativeTypeScript(folder),
    native: wantsNative(read) && nativeExtensions.some((id) => vscode.extensions.getExtension(id) !== undefined),
    nativeIsOurs: isOurSdk(sdkFolder(read) ?? "", extensionFolder),
  };
}

function settingsOf(folder: string): { readonly schemas: string } {
  try {
    return readSettings(folder);
  } catch {
    // Told by the plugin and by every command.
    return { schemas: join(folder, ".dbsql") };
  }
}

function installedIn(folder: string): { readonly version: string; readonly sdk: string | undefined } | undefined {
  try {
    const manifest = createRequire(join(folder, "package.json")).resolve("dbsql/package.json");
    const { version } = JSON.parse(readText(manifest) ?? "{}") as { readonly version?: string };
    const sdk = join(dirname(manifest), "sdk");
    return { version: version ?? "", sdk: existsSync(join(sdk, "tsc")) ? sdk : undefined };
  } catch {
    return undefined;
  }
}

function hasNativeTypeScript(folder: string): boolean {
  try {
    return findTypeScript(folder).line === "native";
  } catch {
    return false;
  }
}

/** The server is the workspace's matter: another one may have another TypeScript. */
async function turnOnNative(folder: vscode.WorkspaceFolder): Promise<void> {
  const registered = new Set(vscode.extensions.all.flatMap(({ packageJSON }) => settingsIn(packageJSON)));
  const local = join(folder.uri.fsPath, "node_modules/dbsql/sdk");
  const sdk = existsSync(local) ? "./node_modules/dbsql/sdk" : installedIn(folder.uri.fsPath)?.sdk;
  if (sdk === undefined) return;
  const configuration = vscode.workspace.getConfiguration(undefined, folder.uri);
  for (const [name, value] of Object.entries(nativeSettings(sdk, (setting) => registered.has(setting)))) {
    if (registered.has(name)) await configuration.update(name, value, vscode.ConfigurationTarget.Workspace);
  }
  const restart = "Reload Window";
  const answer = await vscode.window.showInformationMessage(
    "TypeScript's native server will be started through dbsql. VS Code may ask once whether to use the workspace's version: allow it.",
    restart,
  );
  if (answer === restart) await vscode.commands.executeCommand("workbench.action.reloadWindow");
}

function settingsIn(manifest: unknown): string[] {
  const { contributes } = manifest as { readonly contributes?: { readonly configuration?: unknown } };
  return [contributes?.configuration ?? []]
    .flat()
    .flatMap((one) => Object.keys((one as { readonly properties?: object }).properties ?? {}));
}
