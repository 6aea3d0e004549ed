import { describe, expect, it } from 'vitest';
import { currentStep, progressAfter } from '#bench/progress/lab-progress.ts';
import type { Action } from '#bench/workspace-changes/action.ts';
import type { ProgressSnapshot } from '#bench/workspace-changes/backup-record.ts';
import type { Lab } from '#course/lab.ts';

const LAB = { id: 'demo', steps: [{ id: 'look' }, { id: 'break' }, { id: 'mend' }] } as Lab;
const NOW = { time: 100, attempt: 7 };

const solved = (step: string, time = 5) => ({ step, mark: 'solved' as const, time });
const skipped = (step: string, time = 5) => ({ step, mark: 'skipped' as const, time });
const BEFORE: ProgressSnapshot = {
  place: { step: 'look', time: 5 },
  marks: [skipped('look'), solved('break'), { ...solved('mend', 1), imported: true }],
};
const at = (step: string, ...marks: ProgressSnapshot['marks']) => ({ place: { step, ...NOW }, marks });

describe('what an action makes of progress', () => {
  it.each<[Action, ProgressSnapshot]>([
    [{ reason: 'open', step: 'break' }, at('break', skipped('look'))],
    [{ reason: 'reset-step', step: 'mend' }, at('mend', skipped('look'), solved('break'))],
    [{ reason: 'reset-lab' }, at('look')],
    [{ reason: 'solve', step: 'break' }, at('break', skipped('look'), solved('break', NOW.time))],
    [{ reason: 'skip', step: 'look', next: 'break' }, at('break', skipped('look', NOW.time))],
    [
      { reason: 'skip', step: 'break' },
      { ...BEFORE, marks: [BEFORE.marks[0]!, BEFORE.marks[2]!, skipped('break', NOW.time)] },
    ],
    [{ reason: 'reset-file', step: 'break', path: 'a.go' }, BEFORE],
    [{ reason: 'restore', copy: 'gone' }, BEFORE],
  ])('%j', (action, after) => {
    expect(progressAfter(BEFORE, LAB, action, NOW)).toEqual(after);
  });

  it('is what the backup holds, when it is restored', () => {
    const restored = { marks: [solved('mend')] };
    expect(progressAfter(BEFORE, LAB, { reason: 'restore', copy: 'x' }, NOW, restored)).toEqual(restored);
  });

  it('forgets no pass for a backup that is older than the record of attempts', () => {
    const place = { step: 'break', time: 5, attempt: 90 };
    expect(progressAfter(BEFORE, LAB, { reason: 'restore', copy: 'x' }, NOW, { place, marks: [] })).toEqual({
      place: { ...place, attempt: NOW.attempt },
      marks: [],
    });
  });

  it('begins without a place for a step that is skipped where it stands', () => {
    const after = progressAfter({ marks: [] }, LAB, { reason: 'skip', step: 'look' }, NOW);
    expect(after).toEqual({ marks: [skipped('look', NOW.time)] });
  });
});

describe('the step the bench is at', () => {
  const place = (step: string) => ({ step, time: 50 });
  it.each<[string, ProgressSnapshot, string[], string]>([
    ['nothing done', { marks: [] }, [], 'look'],
    ['the first passed', { marks: [] }, ['look'], 'break'],
    ['the last passed', { marks: [] }, ['mend'], 'mend'],
    ['brought to a step', { place: place('break'), marks: [] }, [], 'break'],
    ['one before it passed', { place: place('break'), marks: [] }, ['look'], 'break'],
    ['marked since then', { place: place('look'), marks: [solved('break', 50)] }, [], 'mend'],
    [
      'marked since then by a clock that was set back',
      { place: place('look'), marks: [solved('break', 49)] },
      [],
      'mend',
    ],
    ['marked elsewhere', { marks: [{ ...solved('break'), imported: true }] }, [], 'look'],
    ['brought to a step that is gone', { place: place('gone'), marks: [] }, ['look'], 'break'],
  ])('%s', (_, progress, passed, step) => {
    expect(currentStep(LAB, progress, new Set(passed))).toBe(step);
  });
});
