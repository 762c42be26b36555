import { sqlRules } from "./sql-grammar.js";
import type { Grammar, Rule } from "./textmate.js";

/** What the text of a query is called: VS Code takes it for SQL by this name. */
export const sqlScope = "meta.embedded.block.sql.spark";
/** What a hole is called: TypeScript again. */
export const holeScope = "meta.embedded.line.ts";

/** The grammars of TypeScript and JavaScript that get templates. */
export const hosts = ["source.ts", "source.tsx", "source.js", "source.js.jsx"] as const;

const deepest = 4;
const kinds = ["ts", "tsx", "js", "js.jsx"];
const closed = kinds.flatMap((kind) => [
  `string.quoted.single.${kind}`,
  `string.quoted.double.${kind}`,
  `string.template.${kind}`,
  `string.regexp.${kind}`,
  `comment.line.double-slash.${kind}`,
  `comment.block.${kind}`,
]);

/**
 * In TypeScript, and in the holes of a query, and in the holes of a query in such a hole; but in no query's own text,
 * where a word `sql` may stand before the end of the template.
 */
function selector(): string {
  const excluded = closed.map((scope) => ` - ${scope}`).join("");
  return hosts
    .flatMap((host) =>
      Array.from({ length: deepest }, (_, depth) => {
        const path = [host, ...Array<string>(depth).fill(`${sqlScope} ${holeScope}`)].join(" ");
        const deeper = [...Array<string>(depth).fill(`${sqlScope} ${holeScope}`), sqlScope].join(" ");
        return `L:${path} - (${deeper})${excluded}`;
      }),
    )
    .join(", ");
}

const name = "[_$[:alpha:]][_$[:alnum:]]*";
const calls = "(?:\\([^()`]*(?:\\([^()`]*\\)[^()`]*)*\\)|\\[[^\\[\\]`]*\\])*";
const hole: Rule = {
  name: "meta.template.expression.ts",
  contentName: holeScope,
  begin: "\\$\\{",
  beginCaptures: { 0: { name: "punctuation.definition.template-expression.begin.ts" } },
  end: "\\}",
  endCaptures: { 0: { name: "punctuation.definition.template-expression.end.ts" } },
  patterns: [{ include: "source.ts#expression" }],
};

/**
 * `` spark.sql`…` `` inside TypeScript. The rule must begin where TypeScript's own rule for a tag would, that is with
 * the whole callee: begun at `sql`, TypeScript's rule stays open and colours all that follows as a part of the tag.
 */
export const templateGrammar: Grammar = {
  scopeName: "dbsql.template",
  injectionSelector: selector(),
  patterns: [{ include: "#template" }],
  repository: {
    ...sqlRules.repository,
    hole,
    template: {
      contentName: sqlScope,
      begin: `((?:[!?]?\\.\\s*)?(?:(?<![_$[:alnum:]])${name}${calls}\\s*[!?]?\\.\\s*)*)(?<![_$[:alnum:]])(sql)(?:\\s*(<[^\`]*>))?\\s*(\`)`,
      beginCaptures: {
        1: {
          patterns: [
            { name: "variable.language.this.ts", match: "(?<![_$[:alnum:]])(?:this|super)(?![_$[:alnum:]])" },
            { name: "variable.other.object.ts", match: `(?<![_$[:alnum:]])${name}(?=\\s*[!?]?\\.)` },
            { include: "source.ts#expression" },
          ],
        },
        2: { name: "entity.name.function.tagged-template.ts" },
        3: { name: "meta.type.parameters.ts", patterns: [{ include: "source.ts#type-parameters" }] },
        4: { name: "punctuation.definition.string.template.begin.ts" },
      },
      end: "`",
      endCaptures: { 0: { name: "punctuation.definition.string.template.end.ts" } },
      patterns: [{ include: "#hole" }, ...sqlRules.patterns],
    },
  },
};
