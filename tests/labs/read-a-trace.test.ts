import { expect, test } from 'vitest';
import { newProbe } from '#grading/experiments/checkout/probes/probe.ts';
import { type OwnTraces, ownTraceOf } from '#grading/experiments/own-traces/seen.ts';
import type { Span } from '#telemetry/trace/span.ts';
import { checks } from '../../labs/read-a-trace/checks.ts';
import { healthy, id } from './bookstore-spans.ts';

const ID = '4bf92f3577b34da6a3ce929d0e0e4736';

test('an id that lost a digit on the way is named with its length, and not with a zero before it', () => {
  const short = ID.slice(0, 31);
  expect(judged(short)).toMatchObject({
    ...{ finding: 'not-a-trace-id', evidence: [] },
    values: { typed: short, detail: 'It has 31 digits, and a trace id has 32.' },
  });
  expect(judged(ID).finding).toBe('trace-not-found');
});

test('an id without its zeros at the beginning is one, where Tempo knows it', () => {
  const traceId = ID.replace('4', '0');
  expect(judged(traceId.slice(1), traceId).finding).not.toBe('not-a-trace-id');
});

test('another book is shown at the span of catalog whose address names it', () => {
  const { finding, evidence } = judged(ID, ID);
  const [fact] = evidence;
  expect([finding, fact]).toMatchObject(['wrong-trace', { service: 'catalog', spanId: id('k') }]);
});

/** The verdict of the first step on what was typed, where Tempo has one trace, of a checkout of b-100. */
function judged(typed: string, stored?: string) {
  const ofShop = [...healthy.storefront, ...healthy.catalog].map((one): Span => {
    const traceId = stored ?? ID;
    if (one.service === 'catalog' && one.kind === 'server')
      return { ...one, traceId, attributes: { ...one.attributes, 'url.path': '/books/b-100' } };
    const isTop = one.service === 'storefront' && one.kind === 'server';
    const more = { 'http.route': '/checkout', 'http.response.status_code': 201 };
    return { ...one, traceId, attributes: { ...one.attributes, ...(isTop && more) } };
  });
  const facts = { answered: true, spans: ofShop, lines: [], growing: false };
  const seen: OwnTraces = {
    traces: stored ? [ownTraceOf({ traceId: stored, ...facts })] : [],
    ...{ more: false, spanIds: {}, since: 0, exportErrors: {} },
    answers: {
      trace: { kind: 'trace', typed, digits: typed, value: typed.padStart(32, '0') },
      service: { kind: 'service', typed: 'catalog', value: 'catalog' },
      span: { kind: 'span', typed: 'SELECT', value: 'SELECT' },
    },
    control: {
      ...{ probe: newProbe(), answer: { status: 201, body: '', sent: 1, answered: 2 } },
      ...{ stored: true, whole: true, spans: [] },
    },
  };
  return checks['slow-hop']!.judge!(seen);
}
