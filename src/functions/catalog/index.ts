import type { FunctionRow } from "../row.js";
import { aggregateFunctions } from "./aggregate.js";
import { arrayFunctions } from "./array.js";
import { conditionalFunctions } from "./conditional.js";
import { conversionFunctions } from "./conversion.js";
import { csvFunctions } from "./csv.js";
import { datetimeFunctions } from "./datetime.js";
import { generatorFunctions } from "./generator.js";
import { geospatialFunctions } from "./geospatial.js";
import { hashFunctions } from "./hash.js";
import { jsonFunctions } from "./json.js";
import { lambdaFunctions } from "./lambda.js";
import { mapFunctions } from "./map.js";
import { mathFunctions } from "./math.js";
import { miscFunctions } from "./misc.js";
import { operatorFunctions } from "./operator.js";
import { sketchFunctions } from "./sketch.js";
import { stringFunctions } from "./string.js";
import { structFunctions } from "./struct.js";
import { syntaxRows } from "./syntax.js";
import { tableFunctions } from "./table.js";
import { urlFunctions } from "./url.js";
import { variantFunctions } from "./variant.js";
import { vectorFunctions } from "./vector.js";
import { windowFunctions } from "./window.js";
import { xmlFunctions } from "./xml.js";

/** Every builtin function and operator, in the order of the groups. */
export const catalog: readonly FunctionRow[] = [
  ...operatorFunctions,
  ...conditionalFunctions,
  ...conversionFunctions,
  ...mathFunctions,
  ...stringFunctions,
  ...hashFunctions,
  ...datetimeFunctions,
  ...arrayFunctions,
  ...mapFunctions,
  ...structFunctions,
  ...lambdaFunctions,
  ...jsonFunctions,
  ...csvFunctions,
  ...xmlFunctions,
  ...variantFunctions,
  ...urlFunctions,
  ...miscFunctions,
  ...geospatialFunctions,
  ...vectorFunctions,
  ...aggregateFunctions,
  ...sketchFunctions,
  ...windowFunctions,
  ...generatorFunctions,
  ...tableFunctions,
];

const byName = new Map<string, FunctionRow>();
for (const row of catalog) for (const name of [row.name, ...(row.aliases ?? [])]) byName.set(name, row);
const operators = new Map(syntaxRows.map((row) => [row.name, row]));

/** The row of a name or alias, whatever its case. */
export const findFunction = (name: string): FunctionRow | undefined => byName.get(name.toLowerCase());

/** The row of an operator; of a function, where the operator is one. */
export const findOperator = (op: string): FunctionRow | undefined => operators.get(op) ?? findFunction(op);
