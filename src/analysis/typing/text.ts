/** An expression that cannot be printed with certainty. */
export const UNSURE = Symbol("unsure");
export type Text = string | typeof UNSURE;

/** A template that is unsure where a part is. */
export function joined(strings: TemplateStringsArray, ...parts: readonly Text[]): Text {
  let text = strings[0] ?? "";
  for (const [i, part] of parts.entries()) {
    if (part === UNSURE) return UNSURE;
    text += part + (strings[i + 1] ?? "");
  }
  return text;
}
export function list(parts: readonly Text[]): Text {
  return parts.some((part) => part === UNSURE) ? UNSURE : parts.map(String).join(", ");
}
