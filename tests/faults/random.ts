/** Random numbers that repeat for a seed. */
export interface Random {
  readonly seed: number;
  /** A whole number from `least` to `most`, both possible. */
  between(least: number, most: number): number;
}

/** Takes the seed from SPANWISE_SEED when it is set, so that a failure can be repeated. */
export function seeded(fallback = Math.floor(Math.random() * 2 ** 31)): Random {
  const seed = Number(process.env['SPANWISE_SEED'] ?? fallback);
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return { seed, between: (least, most) => least + Math.floor(next() * (most - least + 1)) };
}
