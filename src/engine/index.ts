export type {
  Engine,
  EngineKind,
  EngineOptions,
  EngineProgress,
  EngineRequest,
  StartedEngine,
} from "./contract.js";
export { createContext } from "./contract.js";
export { EngineError } from "./failure.js";
export { installPython, type PythonEnvironment, pythonOf } from "./install-python.js";
export { sailPython } from "./releases.js";
export { startEngine } from "./start.js";
export { type EngineState, type EngineStatus, listEngines, stopEngine } from "./stop.js";
