/**
 * Where the parts of a template begin in a file, at or after an offset: found by the template's own raw text, hole by
 * hole, so a wrong place is never named. Undefined when it is not there.
 */
export function findTemplate(file: string, raw: readonly string[], from: number): readonly number[] | undefined {
  const head = `\`${raw[0]!}${raw.length === 1 ? "`" : "${"}`;
  for (let at = file.indexOf(head, from); at !== -1; at = file.indexOf(head, at + 1)) {
    const starts = matchParts(file, raw, at + 1);
    if (starts !== undefined) return starts;
  }
  return undefined;
}

function matchParts(file: string, raw: readonly string[], first: number): readonly number[] | undefined {
  const starts = [first];
  for (let part = 1; part < raw.length; part++) {
    const hole = starts[part - 1]! + raw[part - 1]!.length + 2;
    const start = skipExpression(file, hole);
    const last = part === raw.length - 1;
    if (start === undefined || !file.startsWith(`${raw[part]!}${last ? "`" : "${"}`, start)) return undefined;
    starts.push(start);
  }
  return starts;
}

/** The offset behind the `}` that ends a hole, or undefined when there is none. */
function skipExpression(file: string, from: number): number | undefined {
  let depth = 0;
  for (let at = from; at < file.length; at++) {
    switch (file[at]) {
      case "{":
        depth++;
        break;
      case "}":
        if (depth-- === 0) return at + 1;
        break;
      case "'":
      case '"':
        at = skipQuoted(file, at);
        break;
      case "`":
        at = skipTemplate(file, at);
        break;
      case "/":
        if (file[at + 1] === "/") at = endOr(file, file.indexOf("\n", at));
        else if (file[at + 1] === "*") at = endOr(file, file.indexOf("*/", at + 2)) + 1;
        break;
    }
  }
  return undefined;
}

const endOr = (file: string, at: number): number => (at === -1 ? file.length : at);

function skipQuoted(file: string, from: number): number {
  for (let at = from + 1; at < file.length; at++) {
    if (file[at] === "\\") at++;
    else if (file[at] === file[from] || file[at] === "\n") return at;
  }
  return file.length;
}

function skipTemplate(file: string, from: number): number {
  for (let at = from + 1; at < file.length; at++) {
    if (file[at] === "\\") at++;
    else if (file[at] === "`") return at;
    else if (file[at] === "$" && file[at + 1] === "{") at = (skipExpression(file, at + 2) ?? file.length) - 1;
  }
  return file.length;
}

/** The offset in the raw text of a part of what stands at an offset of its cooked text. */
export function cookedToRaw(raw: string, cooked: number): number {
  let at = 0;
  let done = 0;
  while (done < cooked && at < raw.length) {
    const [length, yields] = escapeAt(raw, at);
    at += length;
    done += yields;
  }
  // A line that is continued yields nothing: what follows begins behind it.
  while (raw.startsWith("\\\n", at)) at += 2;
  return at;
}

/** How many UTF-16 units the escape at `at` takes in the raw text, and how many it stands for. */
function escapeAt(raw: string, at: number): readonly [length: number, yields: number] {
  if (raw[at] !== "\\") return [1, 1];
  const next = raw[at + 1];
  if (next === "\n") return [2, 0];
  if (next === "x") return [4, 1];
  if (next !== "u") return [2, 1];
  if (raw[at + 2] !== "{") return [6, 1];
  const end = raw.indexOf("}", at);
  return [end + 1 - at, Number.parseInt(raw.slice(at + 3, end), 16) > 0xffff ? 2 : 1];
}
