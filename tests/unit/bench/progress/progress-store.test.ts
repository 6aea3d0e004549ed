import { describe, expect, it } from 'vitest';
import { exportProgress, importProgress } from '#bench/progress/export-progress.ts';
import { readProgress } from '#bench/progress/read-progress.ts';
import { newShop, openBench } from '../tiny-course.ts';

async function shop() {
  const { root } = await newShop();
  let clock = 1_000;
  const bench = await openBench(root, { now: () => ++clock });
  return {
    ...bench,
    at: () => bench.labProgress.current(bench.open.lab),
    now: () => ++clock,
  };
}

describe('the step a bench is at', () => {
  it('is the one after the last that is done, since the bench was brought to one', async () => {
    const { at, pass, now, change } = await shop();
    expect(at()).toBe('look');
    pass('look', now());
    expect(at()).toBe('break');
    pass('mend', now());
    expect(at()).toBe('mend');
    await change({ reason: 'open', step: 'break' });
    expect(at()).toBe('break');
    pass('break', now());
    expect(at()).toBe('mend');
    await change({ reason: 'reset-lab' });
    expect(at()).toBe('look');
  });

  it('is the same with a clock that was set back', async () => {
    const { root } = await newShop();
    let clock = 9_000;
    const { change, pass, attempts, copies, files, write, labProgress, open } = await openBench(root, {
      now: () => clock,
    });
    const at = () => labProgress.current(open.lab);
    pass('look', clock);
    await change({ reason: 'solve', step: 'break' });
    await change({ reason: 'open', step: 'break' });
    clock = 1_000;
    pass('break', clock);
    expect([at(), attempts.ofLab('demo').map(({ step }) => step)]).toEqual(['mend', ['break', 'look']]);
    pass('break', clock + 1);
    expect(attempts.ofLab('demo').map(({ number }) => number)).toEqual([2, 1, 1]);
    // The newest copy is that of the newest change.
    await write('a.go', 'typed since then\n');
    await change({ reason: 'reset-lab' });
    await change({ reason: 'restore', copy: (await copies())[0]!.id });
    expect((await files())['a.go']).toBe('typed since then\n');
  });

  it('goes on by solving and by skipping, which are marked until the step is begun again', async () => {
    const { at, change, labProgress } = await shop();
    const marks = () => Object.fromEntries(labProgress.marks('demo'));
    await change({ reason: 'skip', step: 'look', next: 'break' });
    await change({ reason: 'solve', step: 'break' });
    expect([at(), marks()]).toEqual(['mend', { look: 'skipped', break: 'solved' }]);
    await change({ reason: 'reset-step', step: 'break' });
    expect([at(), marks()]).toEqual(['break', { look: 'skipped' }]);
    await change({ reason: 'skip', step: 'break' });
    expect([at(), marks()]).toEqual(['mend', { look: 'skipped', break: 'skipped' }]);
    await change({ reason: 'reset-lab' });
    expect([at(), marks()]).toEqual(['look', {}]);
  });

  it('is passed by the learner only with an answer of their own', async () => {
    const { attempts, pass, now } = await shop();
    pass('break', now(), true);
    expect([...attempts.passed('demo')]).toEqual([]);
    pass('break', now());
    expect([...attempts.passed('demo')]).toEqual(['break']);
    expect(attempts.ofLab('demo').map(({ solved }) => solved)).toEqual([undefined, true]);
  });
});

describe('the record as a file', () => {
  it('comes back complete on another machine, whose bench stays where it is', async () => {
    const here = await shop();
    here.pass('look', here.now());
    here.pass('break', here.now(), true);
    here.labProgress.giveHint('demo', 'mend', 2);
    await here.change({ reason: 'skip', step: 'mend' });
    const file = JSON.parse(JSON.stringify(exportProgress(here.database, 5)));
    const read = readProgress(file);
    if ('refused' in read) throw new Error(read.refused.detail);
    const there = await shop();
    const add = () => importProgress(there.database, read);
    expect(add()).toEqual({ attempts: 2, marks: 1, known: 0, reading: {} });
    expect(there.at()).toBe('look');
    expect(exportProgress(there.database, 5)).toEqual(file);
    expect(add()).toEqual({ attempts: 0, marks: 0, known: 3, reading: {} });
    expect(there.attempts.ofLab('demo').length).toBe(2);
  });

  it('adds to what is there and takes nothing away', async () => {
    const { database, pass, labProgress, change, attempts, now } = await shop();
    pass('look', now());
    labProgress.giveHint('demo', 'look', 3);
    await change({ reason: 'solve', step: 'break' });
    const marks = [{ lab: 'demo', step: 'break', mark: 'skipped' as const, time: 1 }];
    const hints = [{ lab: 'demo', step: 'look', given: 1 }];
    const rest = { format: 'spanwise-progress' as const, version: 4 as const, exported: 1, attempts: [] };
    const reading = { intro: { sections: ['one'], quiz: {} } };
    expect(importProgress(database, { ...rest, marks, hints, reading })).toEqual({
      ...{ attempts: 0, marks: 0, known: 1 },
      reading,
    });
    expect(labProgress.marks('demo').get('break')).toBe('solved');
    expect(labProgress.hints('demo').get('look')).toBe(3);
    expect([...attempts.passed('demo')]).toEqual(['look']);
  });

  it('is refused in plain words when it is none, damaged, or from a newer version', () => {
    const whole = {
      format: 'spanwise-progress',
      version: 4,
      exported: 1,
      attempts: [],
      marks: [],
      hints: [],
      reading: {},
    };
    expect(readProgress(undefined)).toMatchInlineSnapshot(`
      {
        "because": "malformed",
        "refused": {
          "detail": "It lacks "format": "spanwise-progress".",
          "next": "Choose a file that “Save my progress” has made, unchanged.",
          "title": "This is no record of Spanwise.",
        },
      }
    `);
    expect(readProgress({ ...whole, attempts: [{ lab: 'demo' }], marks: 'none' })).toMatchInlineSnapshot(`
      {
        "because": "malformed",
        "refused": {
          "detail": "attempts.0.step: Invalid input: expected string, received undefined; attempts.0.time: Invalid input: expected number, received undefined; attempts.0.duration: Invalid input: expected number, received undefined and 2 more",
          "next": "Choose a file that “Save my progress” has made, unchanged.",
          "title": "This record is damaged. Nothing was read in.",
        },
      }
    `);
    expect(readProgress({ ...whole, more: true })).toMatchInlineSnapshot(`
      {
        "because": "malformed",
        "refused": {
          "detail": "file: Unrecognized key: "more"",
          "next": "Choose a file that “Save my progress” has made, unchanged.",
          "title": "This record is damaged. Nothing was read in.",
        },
      }
    `);
    expect(readProgress(whole)).toEqual(whole);
  });
});
