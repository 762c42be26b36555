import type ts from "typescript";

/** The plugin of TypeScript's server, named in tsconfig's `plugins`; see `index.ts`. */
declare function init(modules: { readonly typescript: typeof ts }): ts.server.PluginModule;

export = init;
