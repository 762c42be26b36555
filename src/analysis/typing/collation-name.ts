const specifiers: readonly string[] = ["CS", "CI", "AS", "AI", "RTRIM"];

/** The name that Spark gives a collation, however it is spelt: `EN_cs_ai` is `en_AI`, `utf8_lcase` is `UTF8_LCASE`. */
export function collationName(written: string): string {
  const parts = written.replace(/^`(.*)`$/, "$1").split("_");
  const own = parts.findIndex((part, i) => i > 0 && specifiers.includes(part.toUpperCase()));
  const locale = own < 0 ? parts : parts.slice(0, own);
  const said = own < 0 ? [] : parts.slice(own).map((part) => part.toUpperCase());
  return [...locale.map(localePart), ...["CI", "AI", "RTRIM"].filter((one) => said.includes(one))].join("_");
}

/** `en`, `Latn`, `USA`; what is no locale is in capitals. */
function localePart(part: string, i: number, all: readonly string[]): string {
  if (/^(utf8|unicode)$/i.test(all[0] ?? "")) return part.toUpperCase();
  if (i === 0) return part.toLowerCase();
  return part.length === 4 ? part.charAt(0).toUpperCase() + part.slice(1).toLowerCase() : part.toUpperCase();
}
