/**
 * Runs `work` over all items, at most `atOnce` at a time, results in the order of the items. The first failure ends it:
 * nothing more is begun, and what is under way is waited for.
 */
export async function mapAtOnce<T, R>(
  items: readonly T[],
  atOnce: number,
  work: (item: T) => Promise<R>,
): Promise<R[]> {
  const results = new Array<R>(items.length);
  let next = 0;
  let failed = false;
  const lane = async (): Promise<void> => {
    while (next < items.length && !failed) {
      const at = next++;
      try {
        results[at] = await work(items[at]!);
      } catch (error) {
        failed = true;
        throw error;
      }
    }
  };
  const lanes = await Promise.allSettled(Array.from({ length: Math.min(atOnce, items.length) }, lane));
  const rejected = lanes.find((one) => one.status === "rejected");
  if (rejected !== undefined) throw rejected.reason;
  return results;
}
