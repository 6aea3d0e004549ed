import { describe, expect, test } from 'vitest';
import type { ProbeResult } from '#grading/experiments/checkout/probes/probe-result.ts';
import { groupAlike } from '#grading/experiments/checkout/settle/group-alike.ts';
import type { Span } from '#telemetry/trace/span.ts';
import { healthy, id, log, observed, span, trace } from '../../../../../labs/bookstore-spans.ts';

const well = observed().checkouts[0]!;
const labelled = (label: string, change: Partial<ProbeResult> = {}) => ({ ...well, ...change, label });
const spansWith = (change: (one: Span) => Partial<Span>): Span[] =>
  well.spans.map((one) => ({ ...one, ...change(one) }));

/** The same checkout in another trace, with other span ids and another order, at another time. */
function elsewhere(): ProbeResult {
  const other = (spanId: string) => [...spanId].toReversed().join('');
  const probe = { ...well.probe, traceId: trace('U'), spanId: other(well.probe.spanId), orderId: 'other' };
  const spans = well.spans.map((one) => ({
    ...one,
    traceId: trace('U'),
    spanId: other(one.spanId),
    ...(one.parentSpanId && { parentSpanId: other(one.parentSpanId) }),
    startTime: 77,
    attributes: {
      ...one.attributes,
      ...(one.attributes['bookstore.order.id'] && { 'bookstore.order.id': 'other' }),
    },
  }));
  const logs = well.logs.map((one) => ({ ...one, traceId: trace('U'), spanId: other(one.spanId) }));
  return { ...well, probe, spans, logs };
}

test('ids and times do not tell checkouts apart', () => {
  const groups = groupAlike([labelled('b-100'), labelled('b-200', elsewhere())]);
  expect(groups.map(({ labels }) => labels)).toEqual([['b-100', 'b-200']]);
  expect(groups[0]).not.toHaveProperty('label');
  expect(groups[0]!.probe).toBe(well.probe);
});

test('nor does the name of the span that Spanwise records for each', () => {
  const spans = spansWith(({ service }) => (service === 'spanwise' ? { name: 'check: b-200' } : {}));
  expect(groupAlike([labelled('b-100'), labelled('b-200', { spans })])).toHaveLength(1);
});

describe('checkouts are told apart by', () => {
  test.each<[what: string, change: Partial<ProbeResult>]>([
    ['our own span, where it is missing', { spans: well.spans.slice(1) }],
    ['a span that is missing', { spans: well.spans.slice(0, -1) }],
    ['a span more', { spans: [...well.spans, span('orders', 'internal', 'n', { parent: 'o', order: '' })] }],
    [
      'a span in another trace',
      { spans: spansWith(({ service }) => (service === 'catalog' ? { traceId: trace('C') } : {})) },
    ],
    [
      'a parent that is not stored',
      { spans: spansWith(({ spanId }) => (spanId === id('o') ? { parentSpanId: id('gone') } : {})) },
    ],
    [
      'another parent',
      { spans: spansWith(({ spanId }) => (spanId === id('o') ? { parentSpanId: id('s') } : {})) },
    ],
    [
      'a link',
      {
        spans: spansWith(({ spanId }) =>
          spanId === id('w') ? { links: [{ traceId: trace('T'), spanId: id('p'), attributes: {} }] } : {},
        ),
      },
    ],
    [
      'a name',
      {
        spans: spansWith(({ spanId }) =>
          spanId === id('s') ? { resource: { 'service.name': 'shop' } } : {},
        ),
      },
    ],
    [
      'the order of a span',
      {
        spans: spansWith(({ spanId }) =>
          spanId === id('w') ? { attributes: { 'bookstore.order.id': 'another' } } : {},
        ),
      },
    ],
    [
      'a tracestate that came from elsewhere',
      { spans: spansWith(({ spanId }) => (spanId === id('o') ? { traceState: 'a=b' } : {})) },
    ],
    [
      'a call that failed',
      { spans: spansWith(({ kind }) => (kind === 'client' ? { status: 'error' } : {})) },
    ],
    ['a log line that is missing', { logs: healthy.logs.slice(1) }],
    ['the flags of a log line', { logs: [log('storefront', 'T', 's', false), ...healthy.logs.slice(1)] }],
    ['the span of a log line', { logs: [log('storefront', 'T', 'gone'), ...healthy.logs.slice(1)] }],
    ['the answer', { answer: { ...well.answer, status: 502 } }],
  ])('%s', (_what, change) => {
    const groups = groupAlike([labelled('one'), labelled('another', change)]);
    expect(groups.map(({ labels }) => labels)).toEqual([['one'], ['another']]);
  });
});
