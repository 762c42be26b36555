export { formatDeclarations, tableKey } from "./declarations.js";
export { fileNameOf } from "./file-name.js";
export { cacheFiles, declarationsFile, schemaPath } from "./layout.js";
export { emptyLookup, lookupOf } from "./lookup.js";
export type * from "./model.js";
export { type CacheProblem, type CacheReading, type OpenedCache, readCache, SchemaSource } from "./read.js";
export { formatSchemaFile, formatVersion, parseSchemaFile, type SchemaFile } from "./schema-file.js";
export { defaultFolder, readSettings, type Settings, settingsFiles } from "./settings.js";
export { writeCache } from "./write.js";
