import { catalog } from "../../src/functions/catalog/index.js";
import { signs, words } from "../../src/gen/grammar/tables.js";
import { anyOf, type Rule } from "./textmate.js";

const list = (text: string): readonly string[] => text.trim().split(/\s+/);

const constants = list("TRUE FALSE NULL UNKNOWN");
/** Operators and predicates that the table of functions holds too: in front of a bracket they stay what they are. */
const operators = list("AND OR NOT IN EXISTS BETWEEN LIKE ILIKE RLIKE REGEXP DIV CASE WHEN IS DISTINCT ANY SOME ALL");
const types = list(`
  BIGINT BINARY BOOLEAN BYTE CHAR CHARACTER DEC DECIMAL DOUBLE FLOAT GEOGRAPHY GEOMETRY INT INTEGER LONG NUMERIC REAL
  SHORT SMALLINT STRING TIMESTAMP_LTZ TIMESTAMP_NTZ TINYINT VARCHAR VARIANT VOID`);
/** Types that are names of columns more often: known by what stands before or behind. */
const typesByPlace = list("DATE TIME TIMESTAMP");
const nested = list("ARRAY MAP STRUCT");
const units = list(`
  NANOSECOND NANOSECONDS MICROSECOND MICROSECONDS MILLISECOND MILLISECONDS SECOND SECONDS MINUTE MINUTES HOUR HOURS DAY
  DAYS DAYOFYEAR WEEK WEEKS MONTH MONTHS QUARTER YEAR YEARS`);
/** Spark lets nearly every word be a name. These are one more often than they are syntax. */
const oftenNames = new Set([
  ...list(`
    ACTION APPROX AT ATOMIC BINDING BUCKET BUCKETS CATALOG CHANGE CHANGES CHECK CODEGEN COLLECTION COLUMN COLUMNS COMMENT
    CONDITION CONTAINS COST DATA DELAY DISTANCE EXACT FIELDS FLOW FORMAT FOUND INCREMENT INDEX INDEXES INPUT ITEMS KEY
    KEYS LANGUAGE LEVEL LINES LIST LOCATION LOGICAL MAX MEASURE METRICS NAME NEAREST NEXT OPTION OPTIONS PATH PERCENT
    POSITION PROPERTIES QUERY READ READS ROLE ROLES SCHEMA SCHEMAS SECURITY SIMILARITY SINGLE SOURCE SPECIFIC SQL START
    STATISTICS STREAM SYNC SYSTEM TARGET TRANSACTION TRANSACTIONS TYPE USER VALUE VAR VARIABLE VERSION X ZONE`),
  ...units,
]);

const keywords = Object.keys(words).filter(
  (word) => ![...constants, ...types, ...typesByPlace].includes(word) && !oftenNames.has(word),
);
const functions = catalog
  .flatMap(({ name, aliases = [] }) => [name, ...aliases])
  .filter((name) => /^[a-z]\w*$/.test(name) && !operators.includes(name.toUpperCase()));
const symbols = Object.keys(signs).filter((sign) => !/^[;(),.[\]]$|\/\*|\*\//.test(sign));

/** Not a part of a longer or of a qualified name. */
const alone = (pattern: string): string => `(?<![\\w.@$])${pattern}(?![\\w$])(?!\\s*\\.(?!\\.))`;
/** Inside a template: its end, or a hole. Neither may be swallowed by what SQL leaves open. */
const templateEnd = "(?=`)";

/** TypeScript, in braces: the template's own rule. */
const hole: Rule = { include: "#hole" };
/** A template halves backslashes: SQL sees one of two, and what follows them belongs to it. */
const backslash: Rule = {
  name: "constant.character.escape.sql",
  match: "\\\\\\\\(?:\\\\\\\\|[^`\\\\])?|\\\\[^'\"]",
};

function quoted(name: string, quote: string, prefix = ""): Rule {
  return {
    name,
    begin: prefix === "" ? quote : `(?<![\\w$])(${prefix})${quote}`,
    beginCaptures: { 1: { name: "storage.type.string.sql" } },
    end: `${quote}|${templateEnd}`,
    patterns: [hole, { name: "constant.character.escape.sql", match: `${quote}${quote}` }, backslash],
  };
}

/**
 * The SQL of Spark: its words are the grammar's own, its functions those of our table. Rules are flat, so that no text
 * that is being typed colours what follows it.
 */
export const sqlRules: { readonly patterns: readonly Rule[]; readonly repository: Readonly<Record<string, Rule>> } = {
  patterns: [
    { include: "#comments" },
    { include: "#strings" },
    { include: "#names" },
    { include: "#intervals" },
    { include: "#numbers" },
    { include: "#types" },
    { include: "#calls" },
    { include: "#words" },
    { include: "#markers" },
    { include: "#symbols" },
  ],
  repository: {
    comments: {
      patterns: [
        {
          name: "comment.line.double-dash.sql",
          begin: "--",
          // A backslash at the end of the line continues the comment.
          end: `(?<!\\\\)$|${templateEnd}`,
          patterns: [hole, { match: "\\\\." }],
        },
        {
          name: "meta.hint.sql",
          begin: "/\\*\\+",
          beginCaptures: { 0: { name: "punctuation.definition.hint.begin.sql keyword.other.hint.sql" } },
          end: `\\*/|${templateEnd}`,
          endCaptures: { 0: { name: "punctuation.definition.hint.end.sql keyword.other.hint.sql" } },
          patterns: [hole, { name: "keyword.other.hint.sql", match: "\\b[A-Za-z_]\\w*(?=\\s*\\()" }],
        },
        { include: "#block-comment" },
      ],
    },
    "block-comment": {
      name: "comment.block.sql",
      begin: "/\\*",
      end: `\\*/|${templateEnd}`,
      patterns: [hole, { match: "\\\\." }, { include: "#block-comment" }],
    },
    strings: {
      patterns: [
        {
          name: "string.quoted.raw.sql",
          begin: "(?<![\\w$])([rR])(['\"])",
          beginCaptures: { 1: { name: "storage.type.string.sql" } },
          end: `\\2|${templateEnd}`,
          patterns: [hole, { match: "\\\\`" }],
        },
        quoted("string.quoted.binary.sql", "'", "[xX]"),
        quoted("string.quoted.single.sql", "'"),
        quoted("string.quoted.double.sql", '"'),
        {
          name: "string.quoted.dollar.sql",
          begin: "\\$([A-Za-z_]\\w*)?\\$(?!\\{)",
          end: `\\$\\1\\$|${templateEnd}`,
          patterns: [hole, backslash],
        },
      ],
    },
    names: {
      patterns: [
        {
          // A backquote of SQL is written with a backslash in a template.
          name: "variable.other.quoted.sql",
          begin: "\\\\`",
          end: `\\\\\`|${templateEnd}`,
          patterns: [hole],
        },
        // Behind a dot every word is a name.
        { match: "(?<=\\.)\\s*[A-Za-z_]\\w*(?!\\w|\\s*\\()" },
      ],
    },
    intervals: {
      match: `${alone("(?i:(INTERVAL))")}(\\s+)(?:([+-]?\\d+(?:\\.\\d+)?)|([+-]?'[^'\`\\\\]*'))?(?:\\s*(?i:(${anyOf(units)}))\\b)?(?:\\s+(?i:(TO))\\s+(?i:(${anyOf(units)}))\\b)?`,
      captures: {
        1: { name: "storage.type.sql" },
        3: { name: "constant.numeric.sql" },
        4: { name: "string.quoted.single.sql" },
        5: { name: "keyword.other.unit.sql" },
        6: { name: "keyword.other.sql" },
        7: { name: "keyword.other.unit.sql" },
      },
    },
    numbers: {
      name: "constant.numeric.sql",
      match: "(?<![\\w$])(?:\\d+(?:\\.\\d*)?|\\.\\d+)(?:[eE][+-]?\\d+)?(?i:BD|[LSYDF])?(?![\\w$])",
    },
    types: {
      patterns: [
        { name: "storage.type.sql", match: alone(`(?i:${anyOf(types)})`) },
        { name: "storage.type.sql", match: `(?<![\\w.@$])(?i:${anyOf(nested)})(?=\\s*<)` },
        // A literal, or behind a word or sign that asks for a type.
        { name: "storage.type.sql", match: `(?<![\\w.@$])(?i:${anyOf(typesByPlace)})(?=\\s*['"])` },
        {
          match: `(?i:(?<![\\w.@$])(AS)|(::))(\\s*)(?i:(${anyOf([...typesByPlace, ...nested])}))(?=\\s*[),]|\\s*$|\`)`,
          captures: {
            1: { name: "keyword.other.sql" },
            2: { name: "keyword.operator.sql" },
            4: { name: "storage.type.sql" },
          },
        },
      ],
    },
    calls: {
      patterns: [
        { name: "support.function.sql", match: `(?<![\\w.@$])(?i:${anyOf(functions)})(?=\\s*\\()` },
        {
          match: `(?<![\\w@$])(?!(?i:${anyOf([...keywords, ...oftenNames])})\\b)([A-Za-z_]\\w*)(?=\\()`,
          captures: { 1: { name: "entity.name.function.sql" } },
        },
      ],
    },
    words: {
      patterns: [
        {
          match:
            "(?<![\\w.@$])(?i:(CREATE|ALTER|DROP|SHOW|USE|DESCRIBE|ADD|COMMENT|RENAME|SET|OR|REPLACE))(\\s+)(?i:(COLUMNS?|SCHEMAS?|CATALOGS?|TYPE|COMMENT|LOCATION|VARIABLE|VAR|INDEX))(?![\\w.$])",
          captures: { 1: { name: "keyword.other.sql" }, 3: { name: "keyword.other.sql" } },
        },
        { name: "constant.language.sql", match: alone(`(?i:${anyOf(constants)})`) },
        { name: "keyword.other.sql", match: alone(`(?i:${anyOf(keywords)})`) },
        // COMMENT 'text', LOCATION 'path', VERSION 'x'.
        { name: "keyword.other.sql", match: `(?<![\\w.@$])(?i:${anyOf(oftenNames)})(?=\\s+['"])` },
        { name: "keyword.other.sql", match: "(?<![\\w.@$])(?i:OPTIONS|PROPERTIES)(?=\\s*\\()" },
      ],
    },
    markers: { name: "variable.parameter.sql", match: "(?<![\\w:)\\]])(?::[A-Za-z_]\\w*|\\?)" },
    symbols: {
      patterns: [
        { name: "keyword.operator.pipe.sql", match: "\\|>" },
        { name: "keyword.operator.sql", match: anyOf(symbols.filter((sign) => sign !== "|>" && sign !== "?")) },
      ],
    },
  },
};
