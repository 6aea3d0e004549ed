/** How many of `n` requests may be kept where each is kept with chance `share`, and the chance to say otherwise wrongly. */
export interface ShareBounds {
  least: number;
  most: number;
  /** The chance that a sampler which is right falls outside: exact, and never more than what was asked for. */
  falseAlarm: number;
}

/**
 * The narrowest bounds that a right sampler leaves in at most `chance` of the attempts, half of it on either side. Exact:
 * the binomial distribution is added up, not approximated, since the shares that matter are far from one half.
 */
export function shareBounds(n: number, share: number, chance: number): ShareBounds {
  const exactly = Array.from({ length: n + 1 }, (_, kept) => chanceOf(kept, n, share));
  let least = 0;
  let below = 0;
  while (below + exactly[least]! <= chance / 2) below += exactly[least++]!;
  let most = n;
  let above = 0;
  while (above + exactly[most]! <= chance / 2) above += exactly[most--]!;
  return { least, most, falseAlarm: below + above };
}

/** The chance that a sampler which keeps `other` instead of the wanted share is not noticed. */
export function missChance(n: number, other: number, { least, most }: ShareBounds): number {
  let sum = 0;
  for (let kept = least; kept <= most; kept += 1) sum += chanceOf(kept, n, other);
  return Math.min(1, sum);
}

/** The chance that exactly `kept` of `n` are kept. By logarithms: 500! does not fit a number. */
function chanceOf(kept: number, n: number, share: number): number {
  if (share <= 0) return kept === 0 ? 1 : 0;
  if (share >= 1) return kept === n ? 1 : 0;
  let logarithm = kept * Math.log(share) + (n - kept) * Math.log1p(-share);
  for (let one = 1; one <= kept; one += 1) logarithm += Math.log(n - kept + one) - Math.log(one);
  return Math.exp(logarithm);
}
