import { expect, it } from 'vitest';
import { randomLife } from './random-life.ts';
import { randomOf } from './random-numbers.ts';

const SEQUENCES = 1_000;
const STEPS = 80;
/** Times that each step was made in all sequences together: one that never comes to anything says nothing. */
const ENOUGH = 100;

// Run one alone: SPANWISE_SEED=123 and the name of this file.
const first = Number(process.env['SPANWISE_SEED'] ?? 1);
const count = process.env['SPANWISE_SEED'] === undefined ? SEQUENCES : 1;

it(`what was written is on disk, or on the screen or kept with a word about it, in ${count} random sequences`, async () => {
  const times = new Map<string, number>();
  for (let seed = first; seed < first + count; seed++) {
    const { made, names } = await live(seed);
    for (const name of names)
      times.set(name, (times.get(name) ?? 0) + made.filter((one) => one === name).length);
  }
  const rare = [...times].filter(([, number]) => number < ENOUGH);
  if (count === SEQUENCES) expect(rare).toEqual([]);
}, 180_000);

/** Lives one sequence, and gives the steps made and all there are. */
async function live(seed: number): Promise<{ made: string[]; names: readonly string[] }> {
  const life = randomLife(randomOf(seed));
  const made: string[] = [];
  const holds = () => {
    const wrong = life.wrong();
    if (wrong.length > 0) throw new Error(`Seed ${seed}, after: ${made.join(', ')}\n${wrong.join('; ')}`);
  };
  for (let at = 0; at < STEPS; at++) {
    const step = await life.step();
    if (step) made.push(step);
    holds();
  }
  await life.end();
  holds();
  return { made, names: life.names };
}
