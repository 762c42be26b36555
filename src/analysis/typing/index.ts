export type {
  CallResult,
  CallSite,
  Constant,
  GeneratedColumn,
  Lambda,
  RefusedCall,
  Typed,
  TypedArg,
  TypedCall,
  UnknownCall,
} from "./call.js";
export { castAllowed, castCanBeNull, castErrorClass, storeAssignable } from "./cast.js";
export {
  INDETERMINATE,
  isAnsiInterval,
  isIntegral,
  isNumeric,
  isText,
  isUnknown,
  type Meeting,
  sameType,
  tightest,
  unknown,
  widest,
  widestOf,
} from "./lattice.js";
export { nameOf } from "./names.js";
export {
  type ArithmeticOperator,
  arithmetic,
  bitwise,
  comparison,
  logical,
  type Outcome,
  orderable,
} from "./operators.js";
export type { CallClauses, Printed, PrintedBound, PrintedSortKey, PrintedWindow } from "./printed.js";
export { resolveCall, resolveOperator } from "./resolve.js";
