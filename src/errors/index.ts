export * from "./spark-error.js";
