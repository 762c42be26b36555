// `npm run vscode:package`: the extension for VS Code, as a .vsix file in plugin/vscode/dist.
import { fileURLToPath } from "node:url";
import { importTypeScript } from "../typescript.mjs";

const { packExtension } = await importTypeScript(new URL("package.ts", import.meta.url));
const path = (name) => fileURLToPath(new URL(`../../${name}`, import.meta.url));
console.log(await packExtension(path("."), path("plugin/vscode/dist")));
