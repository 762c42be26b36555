export { type BoundKind, boundKinds, kindsTaken, kindsTakenAt } from "./bound.js";
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
export { collationName } from "./collation-name.js";
export { type FrameDistance, frameDistance, frameMismatch } from "./frames.js";
export {
  isAnsiInterval,
  isIntegral,
  isNumeric,
  isText,
  isUnknown,
  sameShape,
  sameType,
  unknown,
  withoutLengths,
} from "./kinds.js";
export { INDETERMINATE, type Meeting, tightest, widest, widestOf } from "./lattice.js";
export { isAboutTypes, lenient } from "./lenient.js";
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
export { parameterClass } from "./parameters.js";
export type { CallClauses, Printed, PrintedBound, PrintedSortKey, PrintedWindow } from "./printed.js";
export { resolveCall, resolveOperator } from "./resolve.js";
