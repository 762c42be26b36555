export type {
  Engine,
  EngineKind,
  EngineOptions,
  EngineProgress,
  EngineRequest,
  StartedEngine,
} from "./contract.js";
export { EngineError } from "./failure.js";
export { startEngine } from "./start.js";
export { type EngineState, type EngineStatus, listEngines, stopEngine } from "./stop.js";
