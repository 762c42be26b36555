/** What the extension can see of a workspace. */
export interface Facts {
  /** The version of the `dbsql` that the workspace has installed. */
  readonly installed: string | undefined;
  /** Whether that version has a folder `sdk`. */
  readonly hasSdk: boolean;
  /** Whether the folder of the schema cache is there. */
  readonly hasSchemas: boolean;
  /** Where it would be, for people. */
  readonly schemas: string;
  /** Whether the TypeScript of the workspace is 7 or newer: our server runs that one. */
  readonly hasNativeTypeScript: boolean;
  /** The native server is asked for, and Microsoft's extension that runs it is there. */
  readonly native: boolean;
  /** That server is started from our folder. */
  readonly nativeIsOurs: boolean;
}

export interface State {
  readonly text: string;
  readonly detail: string;
  readonly severity: "information" | "warning";
  readonly action?: { readonly title: string; readonly command: string };
}

/** Which server answers, what is missing, and the one thing to do about it. */
export function stateOf(facts: Facts): State {
  if (facts.installed === undefined) {
    return warning("dbsql is not installed", "Run npm install dbsql in this folder; queries have no types until then.");
  }
  const version = `dbsql ${facts.installed}`;
  if (facts.native && !facts.nativeIsOurs) {
    const detail = "TypeScript's native server loads no plugins: it has to be started through dbsql.";
    if (!facts.hasNativeTypeScript) {
      return warning("dbsql is off", `${detail} Run npm install --save-dev typescript@7 first.`);
    }
    if (facts.hasSdk) {
      return { ...warning("dbsql is off", detail), action: { title: "Turn on", command: "dbsql.useNativeServer" } };
    }
    return warning("dbsql is off", `${detail} ${version} cannot do that: run npm install dbsql@latest.`);
  }
  if (!facts.hasSchemas) {
    const action = { title: "Pull", command: "dbsql.pullSchema" };
    return { ...warning("dbsql has no schema", `${facts.schemas} is missing: run npx dbsql pull-schema.`), action };
  }
  const server = facts.native ? "in front of TypeScript's native server" : "in TypeScript's server";
  return { text: "dbsql", detail: `${version}, ${server}`, severity: "information" };
}

function warning(text: string, detail: string): State {
  return { text, detail, severity: "warning" };
}
