import type { AnalyzeRequest, AnalyzeResults, ExplainMode } from "../dataframe/executor.js";
import { ProtocolError } from "../errors/index.js";
import {
  type AnalyzePlanRequest,
  type AnalyzePlanResponse,
  AnalyzePlanRequest_Explain_ExplainMode as Mode,
  type Plan,
} from "../gen/protobuf/spark/connect/base.js";
import type { DataType as ProtoType } from "../gen/protobuf/spark/connect/types.js";
import type { Relation } from "../plan/index.js";
import type { StructType } from "../types/index.js";
import { asStruct, decodeDataType } from "./decode/data-type.js";
import { encodeRelation } from "./encode/relation.js";

type Kind = AnalyzeRequest["kind"];
type OfKind<K extends Kind> = Extract<AnalyzeRequest, { readonly kind: K }>;
type ProtoAnalyze = NonNullable<AnalyzePlanRequest["analyze"]>;

interface Analysis<K extends Kind> {
  encode(request: OfKind<K>): ProtoAnalyze;
  decode(answer: AnalyzePlanResponse): AnalyzeResults[K];
}

const modes: Readonly<Record<ExplainMode, Mode>> = {
  simple: Mode.SIMPLE,
  extended: Mode.EXTENDED,
  codegen: Mode.CODEGEN,
  cost: Mode.COST,
  formatted: Mode.FORMATTED,
};

const plan = (relation: Relation): Plan => ({
  opType: { $case: "root", value: encodeRelation(relation) },
});

type Result = AnalyzePlanResponse["result"];
type Case = NonNullable<Result>["$case"];
type ResultOf<C extends Case> = Extract<Result, { readonly $case: C }>["value"];

/** The part of the answer that was asked for. */
function part<C extends Case>({ result }: AnalyzePlanResponse, name: C): ResultOf<C> {
  if (result?.$case === name) return result.value as ResultOf<C>;
  throw new ProtocolError(`The server was asked for ${name} and answered ${result?.$case ?? "nothing"}.`, {
    errorClass: "DBSQL_BAD_RESPONSE",
  });
}

function struct(type: ProtoType | undefined): StructType {
  if (type === undefined) {
    throw new ProtocolError("The server answered without the schema that it was asked for.", {
      errorClass: "DBSQL_BAD_SCHEMA",
    });
  }
  return asStruct(decodeDataType(type));
}

/** How each question is put, and how its answer is read. */
export const analyses: { readonly [K in Kind]: Analysis<K> } = {
  schema: {
    encode: ({ relation }) => ({ $case: "schema", value: { plan: plan(relation) } }),
    decode: (answer) => struct(part(answer, "schema").schema),
  },
  explain: {
    encode: ({ relation, mode }) => ({ $case: "explain", value: { plan: plan(relation), explainMode: modes[mode] } }),
    decode: (answer) => part(answer, "explain").explainString ?? "",
  },
  treeString: {
    encode: ({ relation, level }) => ({
      $case: "treeString",
      value: { plan: plan(relation), ...(level === undefined ? {} : { level }) },
    }),
    decode: (answer) => part(answer, "treeString").treeString ?? "",
  },
  isLocal: {
    encode: ({ relation }) => ({ $case: "isLocal", value: { plan: plan(relation) } }),
    decode: (answer) => part(answer, "isLocal").isLocal ?? false,
  },
  isStreaming: {
    encode: ({ relation }) => ({ $case: "isStreaming", value: { plan: plan(relation) } }),
    decode: (answer) => part(answer, "isStreaming").isStreaming ?? false,
  },
  inputFiles: {
    encode: ({ relation }) => ({ $case: "inputFiles", value: { plan: plan(relation) } }),
    decode: (answer) => part(answer, "inputFiles").files ?? [],
  },
  sparkVersion: {
    encode: () => ({ $case: "sparkVersion", value: {} }),
    decode: (answer) => part(answer, "sparkVersion").version ?? "",
  },
  ddlParse: {
    encode: ({ ddl }) => ({ $case: "ddlParse", value: { ddlString: ddl } }),
    decode: (answer) => struct(part(answer, "ddlParse").parsed),
  },
};
