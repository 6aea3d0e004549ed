import { expect, test } from 'vitest';
import { newProbe } from '#grading/experiments/checkout/probes/probe.ts';
import { type OwnTraces, ownTraceOf } from '#grading/experiments/own-traces/seen.ts';
import { ownTraceId } from '#telemetry/trace/own-trace-id.ts';
import { judges } from '../../labs/head-sampling/checks.ts';
import { healthy } from './bookstore-spans.ts';

const HIGH = `${'5a'.repeat(8)}${'f'.repeat(16)}`;
const LOW = `${'5a'.repeat(8)}${'0'.repeat(15)}1`;
const shop = [...healthy.storefront, ...healthy.catalog, ...healthy.orders, ...healthy.worker];
const BEGAN = 1000;

test('a whole trace with a caller and an id that the ratio drops is what was asked for', () => {
  expect(judged({})).toMatchObject({ status: 'pass', values: { x: '0.9999' } });
  expect(judged({ traceId: LOW }).finding).toBe('kept-by-the-draw');
  // 0.2500 and 0.2600: a ratio that passes may be anything between.
  expect(judged({ traceId: `${HIGH.slice(0, 16)}4147ae147ae147ae` }).finding).toBe('kept-by-the-draw');
  expect(judged({ traceId: `${HIGH.slice(0, 16)}${'43'.repeat(8)}` }).finding).toBe('pass');
});

test('a trace of a check, or of before the step, is not the learner’s', () => {
  expect(judged({ traceId: ownTraceId(HIGH) })).toMatchObject({
    ...{ finding: 'not-yours', values: { whose: 'A check sent this request.' } },
  });
  expect(judged({ startTime: BEGAN - 1 })).toMatchObject({
    ...{ finding: 'not-yours', values: { whose: 'It was sent before you began this step.' } },
  });
});

test('a trace without a caller or a service is told from one that is not there', () => {
  expect(judged({ isRoot: true }).finding).toBe('no-caller');
  expect(judged({ isRoot: true, traceId: LOW }).finding).toBe('no-caller');
  expect(judged({ without: 'payments-worker' })).toMatchObject({
    ...{ finding: 'trace-not-whole', values: { detail: 'payments-worker have no span in it.' } },
  });
  expect(judged({ answered: LOW }).finding).toBe('trace-not-found');
  expect(judged({ answered: '' }).finding).toBe('malformed-id');
});

interface Shape {
  traceId?: string;
  startTime?: number;
  isRoot?: boolean;
  without?: string;
  /** What was typed, where it is not the trace's id. */
  answered?: string;
}

function judged({
  traceId = HIGH,
  startTime = BEGAN + 1,
  isRoot = false,
  without,
  answered = traceId,
}: Shape) {
  const spans = shop
    .filter(({ service }) => service !== without)
    .map((span) => {
      const { parentSpanId, ...root } = { ...span, traceId, startTime };
      const isEntry = span.service === 'storefront' && span.kind === 'server';
      return isEntry && isRoot ? root : { ...root, ...(parentSpanId && { parentSpanId }) };
    });
  const seen: OwnTraces = {
    traces: [ownTraceOf({ traceId, answered: true, spans, lines: [], growing: false })],
    ...{ more: false, spanIds: {}, since: BEGAN, exportErrors: {} },
    answers: {
      trace: { kind: 'trace', typed: answered, digits: answered, ...(answered && { value: answered }) },
    },
    control: {
      ...{ probe: newProbe(), answer: { status: 201, body: '', sent: 1, answered: 2 } },
      ...{ stored: true, whole: true, spans: [] },
    },
  };
  return judges.force(seen);
}
