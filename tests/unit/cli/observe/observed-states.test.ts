import { resolve } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { kindsOfLabs } from '#cli/lab-new/make-lab.ts';
import { observationPlaces, observedStates } from '#cli/observe/observed-states.ts';
import { labsOfEveryKind, removeLabs } from '../../../labs-in-turn.ts';

const repository = resolve(import.meta.dirname, '../../../..');
const labs = await labsOfEveryKind(await kindsOfLabs(resolve(repository, 'labs')));
const states = await observedStates({ ...observationPlaces(repository), labs });
afterAll(() => removeLabs(labs));

const namesOf = (wanted: string) => states.filter(({ lab }) => lab === wanted).map(({ name }) => name);

test('a lab of every kind is observed, whatever its experiment', () => {
  expect(namesOf('like-checkout')).toContain('mistakes/mend/split-trace.header-of-its-own');
  expect(namesOf('like-collector')).toContain('mistakes/connect/nothing-received.grpc-alone');
  expect(namesOf('like-questions')).toContain('mistakes/read/wrong-service.that-waits');
  expect(namesOf('sampler')).toContain('solution/sample');
});

test('of what is refused before anything is sent there is nothing to keep', () => {
  expect(namesOf('like-collector')).not.toContain('mistakes/connect/does-not-configure.no-exporter');
  expect(namesOf('like-questions')).not.toContain('start/read');
});

test('of an experiment that keeps nothing no observation is asked for', () => {
  expect(namesOf('asked')).toEqual([]);
});
