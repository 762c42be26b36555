export { type BatchReader, type DecodedBatch, openStream, type StreamOptions } from "./reader.js";
export { TableBuilder } from "./table.js";
export type { BatchLimits } from "./vector.js";
export { writeRows } from "./write.js";
