/** Whether a server of a version has a function. A version that is none, as of a runtime of other numbers, has all. */
export function isThere({ since }: { readonly since?: string | undefined }, version: string | undefined): boolean {
  return version === undefined || since === undefined || !isLater(since, version);
}

/** Whether a version is later than a server's: `4.1.0` than `4.0`. */
function isLater(version: string, server: string): boolean {
  if (!/^\d+(?:\.\d+)*$/.test(server)) return false;
  const [a, b] = [version.split(".").map(Number), server.split(".").map(Number)];
  for (const [i, part] of b.entries()) {
    const own = a[i] ?? 0;
    if (own !== part) return own > part;
  }
  return false;
}
