import { shuffle } from '../shuffle.ts';
import type { ProvenState } from '../states.ts';

/**
 * So many states in a random order, in which right and wrong answers take turns: none comes again before all others of
 * its sort have been there. Where a lab has one sort only, all are of that sort.
 */
export function drawStates(states: readonly ProvenState[], times: number, seed: number): ProvenState[] {
  const sorts = [
    states.filter(({ expected }) => expected.status === 'pass'),
    states.filter(({ expected }) => expected.status === 'fail'),
  ].filter((sort) => sort.length > 0);
  const each = Math.ceil(times / sorts.length);
  const drawn = sorts.map((sort, index) => manyOf(sort, each, seed + index));
  return Array.from({ length: each }, (_, turn) => drawn.map((sort) => sort[turn]!))
    .flat()
    .slice(0, times);
}

function manyOf(sort: readonly ProvenState[], count: number, seed: number): ProvenState[] {
  const rounds = Math.ceil(count / sort.length);
  return Array.from({ length: rounds }, (_, round) => shuffle(sort, seed + round * SORTS)).flat();
}

/** Rounds of the two sorts must not share a seed. */
const SORTS = 2;
