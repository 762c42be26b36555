/** @param {readonly number[]} values */
export const median = (values) => quantile(values, 0.5);

/** @param {readonly number[]} values @param {number} q */
export function quantile(values, q) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * q))] ?? Number.NaN;
}

/** @param {number} value */
export const ms = (value) => (value >= 100 ? value.toFixed(0) : value.toFixed(1));

/** @param {number} value */
export const ratio = (value) => value.toFixed(2);
