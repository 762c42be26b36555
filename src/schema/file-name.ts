/** Device names that Windows opens instead of a file, whatever the extension. */
const devices = /^(?:con|prn|aux|nul|com\d|lpt\d)$/;
const longest = 120;

/**
 * A file name for any catalog or schema name. Two names never share a file, not even on a file system that ignores
 * case, and nothing in a name can leave the folder: only lower-case letters, digits, `_` and `-` stand for themselves.
 */
export function fileNameOf(name: string): string {
  let out = "";
  for (let i = 0; i < name.length; i++) {
    const unit = name.charCodeAt(i);
    const char = name[i]!;
    out += /[a-z0-9_-]/.test(char) ? char : unit < 0x80 ? `%${hex(unit, 2)}` : `%u${hex(unit, 4)}`;
  }
  if (out === "") return "%";
  if (devices.test(out)) out = `%${hex(out.charCodeAt(0), 2)}${out.slice(1)}`;
  return out.length <= longest ? out : `${out.slice(0, longest - 18)}%%${digest(name)}`;
}

function hex(value: number, width: number): string {
  return value.toString(16).toUpperCase().padStart(width, "0");
}

/** Two 32-bit FNV-1a runs: the name itself is in the file, so that a clash would be seen and refused by the writer. */
function digest(name: string): string {
  let a = 0x811c9dc5;
  let b = 0x01000193;
  for (let i = 0; i < name.length; i++) {
    a = Math.imul(a ^ name.charCodeAt(i), 0x01000193) >>> 0;
    b = Math.imul(b ^ (name.charCodeAt(i) + i), 0x85ebca6b) >>> 0;
  }
  return hex(a, 8) + hex(b, 8);
}
