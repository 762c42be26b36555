/** Whether a server is known to be older. One that does not tell its version may know everything. */
export function isOlderThan(version: string | undefined, major: number, minor: number): boolean {
  const match = version === undefined ? null : /^(\d+)\.(\d+)/.exec(version);
  if (match === null) return false;
  const [, atMajor, atMinor] = match.map(Number) as [number, number, number];
  return atMajor < major || (atMajor === major && atMinor < minor);
}
