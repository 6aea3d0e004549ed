import { describe, expect, it } from 'vitest';
import { begunAt } from '#bench/progress/lab-progress.ts';
import type { ProgressSnapshot } from '#bench/workspace-changes/backup-record.ts';
import type { Lab } from '#course/lab.ts';
import { newShop, openBench } from '../tiny-course.ts';

const LAB = { id: 'demo', steps: [{ id: 'look' }, { id: 'break' }, { id: 'mend' }] } as Lab;

function begun(
  step: string,
  { place, marks = [], opened = 10, passed = [] }: Partial<ProgressSnapshot> & Partial<Records>,
): number {
  return begunAt(LAB, step, { ...(place && { place }), marks }, { opened, passed: new Map(passed) });
}
interface Records {
  opened: number;
  passed: [string, number][];
}

describe('when a step was begun', () => {
  it('is when the lab was first opened, for the first step and while nothing is done', () => {
    expect(begun('look', {})).toBe(10);
    expect(begun('mend', {})).toBe(10);
  });

  it('is when the step before was done, passed or marked, whichever came first', () => {
    expect(begun('break', { passed: [['look', 30]] })).toBe(30);
    expect(
      begun('break', { passed: [['look', 30]], marks: [{ step: 'look', mark: 'skipped', time: 20 }] }),
    ).toBe(20);
    expect(
      begun('mend', {
        passed: [
          ['look', 30],
          ['break', 50],
        ],
      }),
    ).toBe(50);
  });

  it('is when the bench was brought to it', () => {
    expect(begun('break', { place: { step: 'break', time: 70 }, passed: [['break', 90]] })).toBe(70);
    expect(begun('mend', { place: { step: 'break', time: 70 }, passed: [['break', 90]] })).toBe(90);
  });

  it('is not changed by a mark of another bench', () => {
    const marks = [{ step: 'look', mark: 'solved' as const, time: 60, imported: true }];
    expect(begun('mend', { place: { step: 'look', time: 50 }, marks })).toBe(50);
  });

  it('is the opening of the lab for a step before the one that the bench was brought to', () => {
    expect(begun('look', { place: { step: 'mend', time: 70 } })).toBe(10);
  });
});

it('is kept over restarts, and a second pass or opening changes nothing', async () => {
  const { root } = await newShop();
  const { labProgress, open, pass, database } = await openBench(root);
  labProgress.noteOpened('demo', 100);
  labProgress.noteOpened('demo', 200);
  pass('look', 300);
  pass('look', 400);
  expect([labProgress.begun(open.lab, 'look'), labProgress.begun(open.lab, 'break')]).toEqual([100, 301]);
  database.close();
  const again = await openBench(root);
  expect(again.labProgress.begun(again.open.lab, 'break')).toBe(301);
});
