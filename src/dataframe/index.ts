export { CommandRun } from "./command-run.js";
export { DataFrame } from "./dataframe.js";
export type * from "./executor.js";
export { type OptionValue, optionText } from "./option-text.js";
export type { CollectOptions, RunOptions, ShowOptions } from "./options.js";
export { DataFrameReader } from "./reader.js";
export type { Flat, TableRow, Tables, UncheckedRow } from "./row.js";
export { SqlDataFrame } from "./sql-dataframe.js";
export { DataFrameWriter } from "./writer.js";
