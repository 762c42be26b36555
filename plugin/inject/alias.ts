import { importOfOurs } from "./typing-text.js";

/**
 * Letters of scripts that no one writes programs in. One of them is a whole type name, so that even the shortest query
 * has room for it, and no name of the user's can be meant.
 */
const blocks = [
  { first: 0xa000, size: 0x48d },
  { first: 0x1401, size: 0x26c },
  { first: 0xa500, size: 0x10c },
] as const;

export interface Aliases {
  name(index: number): string;
  /** Matches every alias of the file, and nothing that the user wrote. */
  readonly pattern: RegExp;
}

/**
 * The names of a file's row types. A file without imports and exports shares its names with others of its kind, so there
 * they carry a mark of the file's path.
 */
export function aliasesFor(text: string, isModule: boolean, path: string): Aliases {
  const block = blocks.find(({ first, size }) => !letters(first, size).test(text)) ?? blocks[0];
  const digits = (value: number): string => {
    const high = Math.floor(value / block.size);
    return (high > 0 ? digits(high - 1) : "") + String.fromCharCode(block.first + (value % block.size));
  };
  let prefix = isModule ? "" : digits(block.size + (hash(path) % (block.size * block.size)));
  while (prefix !== "" && text.includes(prefix)) prefix += String.fromCharCode(block.first);
  return {
    name: (index) => prefix + digits(index),
    pattern: new RegExp(`${prefix}${letters(block.first, block.size).source}+`, "g"),
  };
}

/** Whether a text names an alias of any file. */
export function namesAlias(text: string): boolean {
  return blocks.some(({ first, size }) => letters(first, size).test(text));
}

function letters(first: number, size: number): RegExp {
  return new RegExp(`[${String.fromCharCode(first)}-${String.fromCharCode(first + size - 1)}]`);
}

function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193) >>> 0;
  return value;
}

/** The text of a type as a person reads it: without the names of our types, and of our own module. */
export function readable(text: string): string {
  const plain = text.replaceAll(`${importOfOurs}.`, "");
  return blocks.reduce(
    (done, { first, size }) => done.replace(new RegExp(`${letters(first, size).source}+`, "g"), "…"),
    plain,
  );
}
