import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { startsAlike } from '#bench/labs/starts-alike.ts';
import { stepStates } from '#bench/workspace/step-states.ts';
import { loadLab } from '#course/load/load-lab.ts';

const labs = resolve(import.meta.dirname, '../../../../labs');

/** Pairs of a lab's steps that begin alike. */
async function alikeIn(id: string): Promise<string[]> {
  const lab = await loadLab(labs, id);
  const open = { lab, states: await stepStates(labs, lab) };
  return lab.steps
    .slice(1)
    .flatMap((step, index) =>
      startsAlike(open, lab.steps[index]!.id, step.id) ? [`${lab.steps[index]!.id} ${step.id}`] : [],
    );
}

test('steps that only ask begin alike, and a step behind one that changes files does not', async () => {
  expect(await alikeIn('read-a-trace')).toEqual(['slow-hop other-hop', 'other-hop own-time']);
  expect(await alikeIn('split-trace')).toEqual(['baseline break']);
});
