import { expect, test } from 'vitest';
import { newProbe } from '#grading/experiments/checkout/probes/probe.ts';
import type { Stopped, StoppedRequest } from '#grading/experiments/stopping/seen.ts';
import { stopping } from '#grading/experiments/stopping/stopping.ts';
import { checks } from '../../../../../labs/instrument-catalog/checks.ts';

const STOP = 1000;

/** Requests that were answered every 20 ms around the stop. */
function requests(count: number, stored: (answered: number) => boolean): StoppedRequest[] {
  return Array.from({ length: count }, (_, index) => {
    const answered = STOP - 400 + index * 20;
    const answer = { status: 200, body: '', sent: answered - 3, answered };
    return { probe: newProbe(), book: 'b-200', answer, stored: stored(answered) };
  });
}

function seen(more: Partial<Stopped>): Stopped {
  const text = JSON.stringify({ msg: 'service stopping' });
  const line = { part: 'catalog', time: STOP, text, fields: { msg: 'service stopping' } } as const;
  return {
    ...{ service: 'catalog', asked: STOP - 2, ended: STOP + 500, samples: [], lines: [line] },
    exit: { code: 0, signal: null },
    requests: requests(30, () => true),
    ...more,
  };
}

const findingOf = (what: Stopped) => {
  const { status, finding } = checks['flush']!.judge!(what);
  return `${status} ${finding}`;
};

test('passes where all that was answered is stored', () => {
  expect(findingOf(seen({}))).toBe('pass pass');
});

test('tells what was lost after the stop from what was lost before it', () => {
  expect(findingOf(seen({ requests: requests(30, (answered) => answered < STOP) }))).toBe(
    'fail shutdown-before-drain',
  );
  expect(findingOf(seen({ requests: requests(30, () => false) }))).toBe('fail no-sdk-shutdown');
  // A batch that left by itself, half a second before the stop.
  expect(findingOf(seen({ requests: requests(30, (answered) => answered < STOP - 200) }))).toBe(
    'fail no-sdk-shutdown',
  );
});

test('says what ended the process, by its exit where it is seen and else by its log', () => {
  const lost = requests(30, () => false);
  const byTerm = { code: null, signal: 'SIGTERM' };
  expect(findingOf(seen({ requests: lost, exit: byTerm, lines: [] }))).toBe('fail killed-by-signal');
  const { exit: _, ...unseen } = seen({ requests: lost, lines: [] });
  expect(findingOf(unseen)).toBe('fail killed-by-signal');
  expect(findingOf(seen({ exit: { code: null, signal: 'SIGKILL' } }))).toBe('fail hangs-at-stop');
  const code = (exit: number, lines: Stopped['lines'] = []) =>
    findingOf(seen({ requests: lost, exit: { code: exit, signal: null }, lines }));
  // The first process of a container, which the kernel does not let SIGTERM end.
  expect(code(2)).toBe('fail killed-by-signal');
  expect(code(2, [{ part: 'catalog', time: STOP, text: 'panic: no luck' }])).toBe('fail no-sdk-shutdown');
  expect(code(0)).toBe('fail no-sdk-shutdown');
});

test('says nothing where Tempo did not say what is stored', () => {
  const unanswered = seen({ requests: requests(30, () => false), unanswered: 'no answer within 2000 ms' });
  expect(stopping().trouble(unanswered)).toMatchObject({ status: 'broken', finding: 'bench-broken' });
});

test('says nothing of a catalog that does not answer', () => {
  const failing = requests(30, () => false).map((one) => ({
    ...one,
    answer: { ...one.answer, status: 503 },
  }));
  expect(stopping().trouble(seen({ requests: failing }))).toMatchObject({
    status: 'fail',
    finding: 'checkout-fails',
    values: { answer: 'HTTP 503: ' },
  });
  expect(stopping().trouble(seen({}))).toBeUndefined();
});

test('is kept and read again', () => {
  const { fold, unfold } = stopping().observation!;
  const kept = JSON.parse(JSON.stringify(fold(seen({}))));
  expect(unfold(kept)).toMatchObject({
    ended: STOP + 500,
    exit: { code: 0 },
    lines: [{ text: expect.any(String) }],
  });
  expect(findingOf(unfold(kept))).toBe('pass pass');
});
