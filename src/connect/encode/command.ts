import {
  WriteOperation_SaveMode as Mode,
  type Command as ProtoCommand,
  WriteOperation_SaveTable_TableSaveMethod as SaveMethod,
} from "../../gen/protobuf/spark/connect/commands.js";
import type { Command, SaveMode } from "../../plan/index.js";
import { encodeRelation } from "./relation.js";

type ProtoKind = NonNullable<ProtoCommand["commandType"]>;
type Kind = Command["kind"];
type OfKind<K extends Kind> = Extract<Command, { readonly kind: K }>;

const modes: Readonly<Record<SaveMode, Mode>> = {
  append: Mode.APPEND,
  overwrite: Mode.OVERWRITE,
  error: Mode.ERROR_IF_EXISTS,
  errorifexists: Mode.ERROR_IF_EXISTS,
  ignore: Mode.IGNORE,
};
const methods = {
  saveAsTable: SaveMethod.SAVE_AS_TABLE,
  insertInto: SaveMethod.INSERT_INTO,
};

const kinds: { readonly [K in Kind]: (node: OfKind<K>) => ProtoKind } = {
  sqlCommand: ({ input }) => ({ $case: "sqlCommand", value: { input: encodeRelation(input) } }),
  createView: ({ input, name, global, replace }) => ({
    $case: "createDataframeView",
    value: { input: encodeRelation(input), name, isGlobal: global, replace },
  }),
  write: ({ input, source, mode, target, partitionBy, clusterBy, sortBy, bucketBy, options }) => ({
    $case: "writeOperation",
    value: {
      input: encodeRelation(input),
      ...(source === undefined ? {} : { source }),
      mode: modes[mode],
      saveType:
        target.kind === "table"
          ? { $case: "table", value: { tableName: target.name, saveMethod: methods[target.method] } }
          : target.path === undefined
            ? undefined
            : { $case: "path", value: target.path },
      partitioningColumns: [...partitionBy],
      clusteringColumns: [...clusterBy],
      sortColumnNames: [...sortBy],
      ...(bucketBy === undefined
        ? {}
        : { bucketBy: { numBuckets: bucketBy.buckets, bucketColumnNames: [...bucketBy.columns] } }),
      options: new Map(Object.entries(options)),
    },
  }),
};

export function encodeCommand(node: Command): ProtoCommand {
  const encode = kinds[node.kind] as (node: Command) => ProtoKind;
  return { commandType: encode(node) };
}
