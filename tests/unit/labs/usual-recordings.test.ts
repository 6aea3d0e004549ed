import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { loadRecordedLab } from '#course/load/load-recordings.ts';
import type { RecordedLab } from '#course/recordings/recorded.ts';
import { randomPart } from '#grading/experiments/random-part.ts';

// Samplers decide by ids that are drawn at random, so now and then a recording shows an exception that its step is not
// about. Record such a lab again: what a reader without a bench sees has to be what usually happens.
const stepOf = async (lab: string, step: string) => {
  const recorded = await loadRecordedLab(resolve(import.meta.dirname, '../../../labs', lab));
  return recorded!.steps.find(({ id }) => id === step)!;
};

test.each([
  ['blind', 'trace', 'of failures one in a hundred is kept'],
  ['policies', 'failed', 'before the change one in a hundred is kept'],
  ['late', 'trace', 'of failures that come too late one in twenty is kept'],
])('tail-sampling, step %s: command “%s” finds nothing stored, though %s', async (step, command) => {
  expect(outputOf(await stepOf('tail-sampling', step), command)).toContain('Tempo holds no trace');
});

test('head-sampling, step holes: the trace has a hole, though one in ten has none', async () => {
  expect(outputOf(await stepOf('head-sampling', 'holes'), 'trace')).not.toContain('payments-worker');
});

test('head-sampling, step holes: about as many checkouts are whole as the chapter computes', async () => {
  const { verdict } = await stepOf('head-sampling', 'holes');
  const [whole, all] = verdict.title.match(/\d+/g)!.map(Number);
  // Nineteen of twenty recordings have between 8 and 22 of 150.
  expect(Math.abs(whole! / all! - 0.1)).toBeLessThan(0.052);
});

test('head-sampling, step force: the ratio would have dropped the id that is sent, though it keeps one in four', async () => {
  const id = outputOf(await stepOf('head-sampling', 'force'), 'id').trim();
  expect(randomPart(id)).toBeGreaterThan(0.25);
});

function outputOf({ outputs }: RecordedLab['steps'][number], command: string): string {
  return outputs.find(({ id }) => id === command)!.output;
}
