import { BinaryWriter } from "@bufbuild/protobuf/wire";
import {
  AnalyzePlanResponse,
  ConfigResponse,
  ExecutePlanResponse,
  type ExecutePlanResponse_ArrowBatch,
  FetchErrorDetailsResponse,
  InterruptResponse,
  ReleaseExecuteResponse,
  ReleaseSessionResponse,
} from "../../src/gen/protobuf/spark/connect/base.js";

export const serverSessionId = "5e551011-0000-4000-8000-000000000001";

const encode = <T>(kind: { encode(message: T): BinaryWriter }, message: T): Uint8Array => kind.encode(message).finish();

/** The id of the n-th response of a stream. */
export const responseId = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, "0")}`;

export const messages = {
  version: (sessionId: string, version: string) =>
    encode(AnalyzePlanResponse, {
      sessionId,
      serverSideSessionId: serverSessionId,
      result: { $case: "sparkVersion", value: { version } },
    }),
  config: (sessionId: string, pairs: Record<string, string>) =>
    encode(ConfigResponse, {
      sessionId,
      serverSideSessionId: serverSessionId,
      pairs: Object.entries(pairs).map(([key, value]) => ({ key, value })),
    }),
  interrupted: (sessionId: string) => encode(InterruptResponse, { sessionId, serverSideSessionId: serverSessionId }),
  released: (sessionId: string, operationId: string) =>
    encode(ReleaseExecuteResponse, { sessionId, serverSideSessionId: serverSessionId, operationId }),
  sessionReleased: (sessionId: string) =>
    encode(ReleaseSessionResponse, { sessionId, serverSideSessionId: serverSessionId }),
  errorDetails: (sessionId: string, details: FetchErrorDetailsResponse) =>
    encode(FetchErrorDetailsResponse, { sessionId, serverSideSessionId: serverSessionId, ...details }),

  response: (sessionId: string, operationId: string, id: number, rest: ExecutePlanResponse) =>
    encode(ExecutePlanResponse, {
      sessionId,
      serverSideSessionId: serverSessionId,
      operationId,
      responseId: responseId(id),
      ...rest,
    }),
  batch: (sessionId: string, operationId: string, id: number, value: ExecutePlanResponse_ArrowBatch) =>
    messages.response(sessionId, operationId, id, { responseType: { $case: "arrowBatch", value } }),
  schema: (sessionId: string, operationId: string, id: number) =>
    messages.response(sessionId, operationId, id, {
      schema: {
        kind: {
          $case: "struct",
          value: { fields: [{ name: "id", nullable: false, dataType: { kind: { $case: "long", value: {} } } }] },
        },
      },
    }),
  complete: (sessionId: string, operationId: string, id: number) =>
    messages.response(sessionId, operationId, id, { responseType: { $case: "resultComplete", value: {} } }),
  progress: (sessionId: string, operationId: string, id: number) =>
    messages.response(sessionId, operationId, id, { responseType: { $case: "executionProgress", value: {} } }),

  /** A whole result: the schema, `batches` batches of ten rows, the end. Response ids count from 0. */
  result: (sessionId: string, operationId: string, batches: number, bytes = 80): Uint8Array[] => [
    messages.schema(sessionId, operationId, 0),
    ...Array.from({ length: batches }, (_, n) =>
      messages.batch(sessionId, operationId, n + 1, {
        rowCount: 10n,
        startOffset: BigInt(n * 10),
        data: new Uint8Array(bytes).fill(n),
      }),
    ),
    messages.complete(sessionId, operationId, batches + 1),
  ],

  /** `google.rpc.Status` with an ErrorInfo and, if asked for, a RetryInfo. */
  status: (metadata: Record<string, string> | undefined, retrySeconds?: number): Uint8Array => {
    const status = new BinaryWriter();
    const any = (type: string, value: Uint8Array): void => {
      status.tag(3, 2).fork();
      status.tag(1, 2).string(`type.googleapis.com/google.rpc.${type}`);
      status.tag(2, 2).bytes(value).join();
    };
    if (metadata !== undefined) {
      const info = new BinaryWriter();
      info.tag(1, 2).string("org.apache.spark.SparkException");
      info.tag(2, 2).string("org.apache.spark");
      for (const [key, value] of Object.entries(metadata)) {
        info.tag(3, 2).fork();
        info.tag(1, 2).string(key);
        info.tag(2, 2).string(value).join();
      }
      any("ErrorInfo", info.finish());
    }
    if (retrySeconds !== undefined) {
      const retry = new BinaryWriter();
      retry.tag(1, 2).fork();
      retry.tag(1, 0).int64(retrySeconds).join();
      any("RetryInfo", retry.finish());
    }
    return status.finish();
  },
};
