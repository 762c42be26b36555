/** Horizontal bars of eighths of a character, scaled to the largest value. */
export function barChart(bars: readonly { label: string; value: number }[], width = 50): string {
  const largest = Math.max(...bars.map((bar) => bar.value), 0);
  const labels = Math.max(...bars.map((bar) => bar.label.length), 0);
  return bars
    .map(({ label, value }) => {
      const eighths = largest === 0 ? 0 : Math.round((Math.max(value, 0) / largest) * width * 8);
      const bar = "█".repeat(Math.floor(eighths / 8)) + ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"][eighths % 8];
      return `  ${label.padEnd(labels)} ${bar} ${value.toFixed(1)}`;
    })
    .join("\n");
}
