/** The time below which this share of all lies, in milliseconds; 0 where there are none. */
export function atShare(durations: readonly number[], share: number): number {
  const slowest = durations.toSorted((a, b) => b - a);
  return slowest[Math.floor(slowest.length * (1 - share))] ?? 0;
}

/** Milliseconds as people read them. */
export function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(1)} s`;
}
