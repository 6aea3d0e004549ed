import { expect, test } from 'vitest';
import type { LeakProbe } from '#grading/experiments/leaks/seen.ts';
import { settleLeaks } from '#grading/experiments/leaks/settle-leaks.ts';
import type { LogLine } from '#runtimes/runtime.ts';
import type { Span } from '#telemetry/trace/span.ts';

const probe = { traceId: '1'.repeat(32), spanId: '2'.repeat(16), orderId: 'o', header: '' };
const sent: LeakProbe = {
  ...{ id: 'A', label: 'A', declined: true, canary: { card: '1', email: 'a@b' }, probe },
  ...{ answer: { status: 201, body: '', sent: 0, answered: 1 }, stored: {}, lines: [] },
};
const span = (spanId: string, parentSpanId: string, kind: Span['kind'] = 'server'): Span => ({
  ...{ traceId: probe.traceId, spanId, parentSpanId, kind, name: 'x', service: 'storefront' },
  ...{ startTime: 1, duration: 1, status: 'unset', attributes: {}, resource: {}, events: [], links: [] },
});
const root = span('a'.repeat(16), probe.spanId);
const worker = span('b'.repeat(16), root.spanId, 'consumer');
const paid: LogLine = {
  ...{ part: 'payments-worker', time: 1, text: '' },
  fields: { trace_id: probe.traceId, span_id: worker.spanId, trace_flags: '01' },
};

/** Settles over stores that hold so much of the trace at a time, in milliseconds; says when it ended. */
async function settledOver(
  held: (now: number) => Span[],
  { pending = () => false, lines = [paid] }: { pending?: (now: number) => boolean; lines?: LogLine[] } = {},
) {
  let time = 0;
  const ask = async () => ({ ok: true as const, value: held(time) });
  const { settled, probes, problems } = await settleLeaks({
    ...{ exportDelay: 200, sent: [sent], lines, stores: { tempo: ask }, deadline: 6000 },
    pending: async () => pending(time),
    signal: new AbortController().signal,
    clock: {
      now: () => time,
      wait: async (milliseconds) => {
        time += milliseconds;
      },
    },
  });
  return { settled, spans: probes[0]!.stored.tempo!.length, time, problems };
}

test('ends three export delays after everything that was logged is stored', async () => {
  const whole = await settledOver((now) => (now >= 480 ? [root, worker] : [root]));
  expect(whole).toMatchObject({ settled: true, spans: 2, time: 1200 });
});

test('waits longer where a logged span or a parent is missing, and then takes it for lost', async () => {
  const lost = { settled: true, spans: 1, time: 2640 };
  expect(await settledOver(() => [root])).toMatchObject(lost);
  expect(await settledOver(() => [worker])).toMatchObject(lost);
  expect(await settledOver(() => [root], { lines: [] })).toMatchObject(lost);
});

test('waits for a Collector that holds spans back, and for no longer than the deadline', async () => {
  const late = (now: number) => (now >= 3000 ? [root, worker, worker] : [root, worker]);
  expect(await settledOver(late, { pending: (now) => now < 3000 })).toMatchObject({
    settled: true,
    spans: 3,
  });
  expect(await settledOver(() => [root, worker], { pending: () => true })).toMatchObject({
    ...{ settled: true, time: 6000 },
  });
});

test('has not settled where spans still come at the deadline', async () => {
  const growing = (now: number) => Array.from({ length: 1 + now / 240 }, () => root);
  expect(await settledOver(growing)).toMatchObject({ settled: false, time: 6000 });
});

test('keeps what a store has shown when it shows less, and says why it did not answer', async () => {
  const fewer = await settledOver((now) => (now === 0 ? [root, worker] : [root]));
  expect(fewer).toMatchObject({ settled: true, spans: 2, problems: {} });
  const broken = await settleLeaks({
    ...{ exportDelay: 200, sent: [sent], lines: [], deadline: 0, pending: async () => false },
    stores: { jaeger: async () => ({ ok: false as const, stage: 'jaeger', problem: 'it does not run' }) },
    signal: new AbortController().signal,
  });
  expect(broken.problems).toEqual({ jaeger: 'it does not run' });
});
