export { type Environment, parseConnectionString } from "./connection-string.js";
export { fromCode, fromSparkRemote, type RemoteOptions, resolveTarget, type TargetSource } from "./environment.js";
export { Secret } from "./secret.js";
export type { ConnectionTarget, Keepalive } from "./target.js";
