import type { ConfigPort } from "../dataframe/executor.js";
import { ArgumentError, ProtocolError } from "../errors/index.js";
import { ConfigRequest, type ConfigRequest_Operation, ConfigResponse } from "../gen/protobuf/spark/connect/base.js";
import type { UnaryMethod } from "./unary.js";

type ConfigMethod = UnaryMethod<ConfigRequest, ConfigResponse>;
type Call = (method: ConfigMethod, message: ConfigRequest) => Promise<ConfigResponse>;
type Operation = NonNullable<ConfigRequest_Operation["opType"]>;

const method: ConfigMethod = { name: "Config", request: ConfigRequest, answer: ConfigResponse };

/** The session's settings, over the wire. */
export function configPort(call: Call): ConfigPort {
  const ask = async (opType: Operation): Promise<ConfigResponse> => {
    const answer = await call(method, { operation: { opType } });
    for (const warning of answer.warnings ?? []) process.emitWarning(warning, { type: "SparkWarning" });
    return answer;
  };
  const value = (answer: ConfigResponse): string | undefined => answer.pairs?.[0]?.value;
  const required = (found: string | undefined, key: string): string => {
    if (found !== undefined) return found;
    throw new ProtocolError(`The server answered without a value for ${key}.`, { errorClass: "DBSQL_BAD_RESPONSE" });
  };
  return {
    async get(key) {
      return required(value(await ask({ $case: "get", value: { keys: [key] } })), key);
    },
    async getOption(key) {
      return value(await ask({ $case: "getOption", value: { keys: [key] } }));
    },
    async getWithDefault(key, fallback) {
      const answer = await ask({ $case: "getWithDefault", value: { pairs: [{ key, value: fallback }] } });
      return required(value(answer), key);
    },
    async getAll(prefix) {
      const answer = await ask({ $case: "getAll", value: prefix === undefined ? {} : { prefix } });
      return Object.fromEntries((answer.pairs ?? []).map(({ key = "", value: found = "" }) => [key, found]));
    },
    async set(entries) {
      const pairs = Object.entries(entries).map(([key, entry]) => {
        if (typeof entry === "string") return { key, value: entry };
        throw new ArgumentError(`The value of ${key} is not a string.`, { errorClass: "DBSQL_BAD_CONF" });
      });
      await ask({ $case: "set", value: { pairs } });
    },
    async unset(key) {
      await ask({ $case: "unset", value: { keys: [key] } });
    },
    async isModifiable(key) {
      return value(await ask({ $case: "isModifiable", value: { keys: [key] } })) === "true";
    },
  };
}
