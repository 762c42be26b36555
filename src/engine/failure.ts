import { SparkError, type SparkErrorInit } from "../errors/index.js";

/** A local engine cannot be installed, started or stopped. The message says what to do about it. */
export class EngineError extends SparkError {
  override readonly name: string = "EngineError";

  constructor(what: string, next: string, init: SparkErrorInit = {}) {
    super(`${what}\n  ${next}`, { errorClass: "DBSQL_ENGINE", ...init });
  }
}
