/** One parameter of a signature. */
export interface Parameter {
  readonly name: string;
  /** The parameter class. */
  readonly accepts: string;
  readonly optional: boolean;
  /** Repeats, alone or with the parameters behind it. */
  readonly repeated: boolean;
  /** Only a constant expression will do. */
  readonly constant: boolean;
  /** What Spark prints for it when it is left out. */
  readonly printed?: string;
}

const parsed = new Map<string, readonly Parameter[]>();
const shape = /^(\w+)([?*]?): (constant )?(\S+)(?: = (.*))?$/s;

/** Reads a signature such as `str: text, pos: int, len?: int = 2147483647`. */
export function parseSignature(text: string): readonly Parameter[] {
  const known = parsed.get(text);
  if (known) return known;
  const parameters = text === "" ? [] : text.split(/, (?=\w+[?*]?: )/).map(parseParameter);
  parsed.set(text, parameters);
  return parameters;
}

function parseParameter(text: string): Parameter {
  const match = shape.exec(text);
  const [, name = text, mark, constant, accepts = "any", printed] = match ?? [];
  return {
    name,
    accepts,
    optional: mark === "?",
    repeated: mark === "*",
    constant: constant !== undefined,
    ...(printed === undefined ? {} : { printed }),
  };
}

/** Whether a signature takes so many arguments. */
export function takesCount(parameters: readonly Parameter[], count: number): boolean {
  const fixed = parameters.filter((p) => !p.repeated);
  const group = parameters.length - fixed.length;
  const least = fixed.filter((p) => !p.optional).length;
  if (count < least) return false;
  if (count <= fixed.length) return true;
  return group > 0 && (count - fixed.length) % group === 0;
}

/** The parameter that the i-th of `count` arguments goes to. */
export function parameterAt(parameters: readonly Parameter[], index: number): Parameter | undefined {
  const firstRepeated = parameters.findIndex((p) => p.repeated);
  if (firstRepeated < 0 || index < firstRepeated) return parameters[index];
  const group = parameters.length - firstRepeated;
  return parameters[firstRepeated + ((index - firstRepeated) % group)];
}
