import { beforeEach, describe, expect, it } from 'vitest';
import type { Attempt, LabView, StepView } from '#api/lab-view.ts';
import type { TraceView } from '#api/trace-view.ts';
import { type CheckAttempts, followAttempts } from '#site/elements/checks/check-attempts.ts';
import { watchProgress } from '#site/elements/checks/check-progress.ts';
import type { ChecksServer } from '#site/elements/checks/checks-server.ts';
import { BenchError } from '#site/elements/server/bench-api.ts';

let calls: string[];
let refusal: BenchError | undefined;
let unsaved: { path: string; why: string }[];
let attempts: CheckAttempts;
/** How many spans each trace has at the moment. */
let spans: number;

const called = async (name: string) => {
  calls.push(name);
  if (refusal) throw refusal;
};
const server: ChecksServer = {
  async saved() {
    calls.push('saved');
    return unsaved;
  },
  startCheck: (step) => called(`check ${step}`),
  cancelCheck: () => called('cancel'),
  giveHint: (step) => called(`hint ${step}`),
  async solutionOf(step) {
    await called(`solution ${step}`);
    return [{ path: 'a.go', change: 'replaced' }];
  },
  async traceOf(traceId) {
    await called(`trace ${traceId}`);
    return { traceId, waterfall: '', spans: Array.from({ length: spans }) } as unknown as TraceView;
  },
};

beforeEach(() => {
  calls = [];
  refusal = undefined;
  unsaved = [];
  spans = 10;
  attempts = followAttempts(server, () => {});
});

describe('the step in view', () => {
  it('is the current one, and stays the chosen one while the learner is not brought elsewhere', () => {
    attempts.labSeen(lab('one'));
    expect(attempts.state.step).toBe('one');
    attempts.chooseStep('two');
    attempts.labSeen(lab('one'));
    expect(attempts.state.step).toBe('two');
    attempts.labSeen(lab('three'));
    expect(attempts.state.step).toBe('three');
  });

  it('is the one whose check was asked for, even where its pass has brought the learner further', async () => {
    attempts.labSeen(lab('one'));
    await attempts.check('one');
    attempts.labSeen(lab('two', [attempt(1, 'one')]));
    expect(attempts.state.step).toBe('one');
  });
});

describe('a check', () => {
  it('judges no text that the learner does not see, unless told to', async () => {
    unsaved = [{ path: 'a.go', why: 'The server did not answer.' }];
    expect(await attempts.check('one')).toBe(false);
    expect([calls, attempts.state.unsaved]).toEqual([['saved'], { step: 'one', files: unsaved }]);
    expect(await attempts.check('one', true)).toBe(true);
    expect([calls.at(-1), attempts.state.unsaved]).toEqual(['check one', undefined]);
  });

  it('saves what is typed before it asks the server', async () => {
    const check = attempts.check('one');
    expect(attempts.state.note.words).toBe('Saving the files, then asking the server.');
    await check;
    expect([calls, attempts.state.note.words]).toEqual([['saved', 'check one'], '']);
  });

  it('says why the server refused, and then belongs to nobody', async () => {
    refusal = new BenchError(409, { title: 'Another check runs.' }, undefined);
    await attempts.check('one');
    expect(attempts.state.note.words).toBe('Another check runs.');
    expect(attempts.arrived(attempt(1, 'one'))).toEqual({ own: false });
  });

  it('says that it was cancelled only where nothing else ended it', () => {
    attempts.cancelled('Its verdict could not be kept.');
    expect(attempts.state.note.words).toBe('Its verdict could not be kept.');
    attempts.cancelled();
    expect(attempts.state.note.words).toBe('Cancelled. Nothing was judged.');
  });

  it('tells the verdict this page asked for from those of others, once', async () => {
    await attempts.check('one');
    expect(attempts.arrived(attempt(1, 'one'))).toEqual({ own: true });
    expect(attempts.arrived(attempt(2, 'one'))).toEqual({ own: false });
    expect(attempts.state.attempt?.id).toBe(2);
  });
});

it('shows the newest attempt at first and keeps the chosen one afterwards', () => {
  const [newer, older] = [attempt(2, 'one'), attempt(1, 'one')];
  attempts.labSeen(lab('one', [newer, older]));
  expect(attempts.state.attempt?.id).toBe(2);
  expect([attempts.chooseAttempt(1), attempts.chooseAttempt(9)]).toEqual([true, false]);
  attempts.labSeen(lab('one', [attempt(3, 'one'), newer, older]));
  expect(attempts.state.attempt?.id).toBe(1);
});

it('fetches each trace anew for a new verdict, once, and keeps what it had where one is gone', async () => {
  attempts.labSeen(lab('one', [attempt(1, 'one', ['t1', '', 't1', 't2'])]));
  await settled();
  expect(calls).toEqual(['trace t1', 'trace t2']);
  refusal = new BenchError(404, { title: 'No such trace.' }, undefined);
  attempts.arrived(attempt(2, 'one', ['t2', 't3']));
  await settled();
  expect(calls).toEqual(['trace t1', 'trace t2', 'trace t2', 'trace t3']);
  expect([attempts.state.traces.get('t2')?.traceId, attempts.state.traces.get('t3')]).toEqual([
    't2',
    undefined,
  ]);
});

it('draws a trace as it is now, and not as an earlier verdict found it', async () => {
  attempts.labSeen(lab('one', [attempt(1, 'one', ['t1'])]));
  await settled();
  spans = 11;
  attempts.arrived(attempt(2, 'one', ['t1']));
  await settled();
  expect(attempts.state.traces.get('t1')?.spans).toHaveLength(11);
});

it('shows a solution beside the files as they are typed, until the files are changed', async () => {
  attempts.labSeen(lab('one'));
  expect(await attempts.showSolution('two')).toBe(true);
  expect(calls).toEqual(['saved', 'solution two']);
  expect(attempts.state.solution).toMatchObject({ step: 'two', number: 2 });
  attempts.beginChange();
  expect(attempts.state.solution).toBeUndefined();
});

it('says nothing of an earlier change once a later one began', () => {
  const first = attempts.beginChange();
  first({ words: 'You are at the start of step 2.' });
  const second = attempts.beginChange();
  second({ words: 'You are at the start of step 1.', undo: 'copy-2' });
  first({ words: 'Restarted: orders.' });
  expect(attempts.state.note).toEqual({ words: 'You are at the start of step 1.', undo: 'copy-2' });
});

it('counts the hints given beside the verdict in view, and begins again with another verdict', async () => {
  attempts.labSeen(lab('one', [attempt(1, 'one')]));
  await attempts.hint('one');
  expect(attempts.state.hinted).toBe(1);
  attempts.arrived(attempt(2, 'one'));
  expect(attempts.state.hinted).toBe(0);
  await attempts.hint('two');
  expect(attempts.state.hinted).toBe(0);
});

it('says why a hint was refused', async () => {
  expect(await attempts.hint('one')).toBe(true);
  refusal = new BenchError(404, { title: 'All hints were given.' }, undefined);
  expect(await attempts.hint('one')).toBe(false);
  expect(attempts.state.note.words).toBe('All hints were given.');
});

it('measures the check of this lab from when it is first seen, and no other lab’s', () => {
  const progress = watchProgress('split', (step) => `step 1, ${step}`);
  expect(progress(undefined, 0)).toBeUndefined();
  expect(progress({ lab: 'other', step: 'one' }, 500)).toBeUndefined();
  expect(progress({ lab: 'split', step: 'one' }, 1000)).toEqual({
    words: 'Checking step 1, one: asking the bench',
    seconds: 0,
  });
  expect(progress({ lab: 'split', step: 'one', phase: 'waiting' }, 3600)).toEqual({
    words: 'Checking step 1, one: waiting',
    seconds: 3,
  });
  progress(undefined, 4000);
  expect(progress({ lab: 'split', step: 'two' }, 9000)?.seconds).toBe(0);
});

function attempt(id: number, step: string, traces: readonly string[] = []): Attempt {
  const evidence = traces.map((traceId) => ({ kind: 'span', service: 'orders', note: '', traceId }));
  const verdict = { status: 'fail', title: 'No', observed: '', expected: '', evidence };
  return { id, lab: 'split', step, time: 0, duration: 1, verdict } as unknown as Attempt;
}

function lab(current: string, made: readonly Attempt[] = []): LabView {
  const steps = ['one', 'two', 'three'].map((id) => ({ id }) as StepView);
  const rest = {
    id: 'split',
    title: '',
    summary: '',
    minutes: 1,
    runtime: 'local',
    workspace: '',
  } as const;
  return { ...rest, parts: [], files: [], current, steps, attempts: [...made], copies: [] };
}

function settled(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}
