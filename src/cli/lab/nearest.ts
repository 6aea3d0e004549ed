/** Of the known words the one that was most likely meant; nothing when none is near. */
export function nearest(word: string, known: readonly string[]): string | undefined {
  const wanted = word.toLowerCase();
  if (wanted === '') return undefined;
  const begun = known.filter((name) => name.startsWith(wanted));
  if (begun.length === 1) return begun[0];
  const max = Math.max(1, Math.floor(wanted.length / 3));
  const near = known
    .map((name) => ({ name, away: distance(wanted, name) }))
    .filter(({ away }) => away <= max)
    .sort((one, other) => one.away - other.away);
  return near[0]?.name;
}

/**
 * How many letters have to be put in, left out, replaced or swapped with their neighbour. A swap counts once, because it
 * is the commonest slip; the packages for this count it twice.
 */
function distance(a: string, b: string): number {
  const rows = Array.from({ length: a.length + 1 }, (_, i) => [i]);
  for (let j = 1; j <= b.length; j++) rows[0]![j] = j;
  for (let i = 1; i <= a.length; i++) {
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      rows[i]![j] = Math.min(
        rows[i - 1]![j]! + 1,
        rows[i]![j - 1]! + 1,
        rows[i - 1]![j - 1]! + (same ? 0 : 1),
        swapped ? rows[i - 2]![j - 2]! + 1 : Number.POSITIVE_INFINITY,
      );
    }
  }
  return rows[a.length]![b.length]!;
}
