/**
 * Milliseconds of CPU that some work without waiting takes: what it takes on an idle machine, told on a busy one.
 * @param {() => void} work
 */
export function cpuOf(work) {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}
