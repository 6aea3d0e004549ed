/** Choices that a seed determines, so that a failed sequence can be lived through again. */
export interface Random {
  pick<T>(from: readonly T[]): T;
  /** Whether something happens that happens so often, from 0 to 1. */
  chance(share: number): boolean;
  /** A whole number below another. */
  below(end: number): number;
}

/** Choices from a seed (mulberry32). */
export function randomOf(seed: number): Random {
  let state = seed * 0x9e3779b9;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  const below = (end: number) => Math.floor(next() * end);
  return { pick: (from) => from[below(from.length)]!, chance: (share) => next() < share, below };
}
