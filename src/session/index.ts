export type { RemoteOptions } from "../config/index.js";
export { SessionBuilder } from "./builder.js";
export { RuntimeConf } from "./conf.js";
export { SparkSession } from "./session.js";
export type { Queries, SqlArguments, SqlRest, SqlResult, SqlTag, SqlTyping, Unanalysed } from "./sql-tag.js";
