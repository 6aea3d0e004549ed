import { expect, it } from 'vitest';
import { collectOrderTraces } from '#bench/traffic/collect-order-traces.ts';
import { newProbe, ORDER_KEY } from '#grading/experiments/checkout/probes/probe.ts';
import type { LogLine } from '#runtimes/runtime.ts';
import type { Tempo } from '#telemetry/clients/tempo.ts';
import { newSpanId, newTraceId } from '#telemetry/trace/ids.ts';
import type { Span } from '#telemetry/trace/span.ts';

const probe = newProbe();
const { traceId, orderId } = probe;
const EXPORT_DELAY = 50;

/** A Tempo whose traces come at their times, in milliseconds; `found` are traces that a search knows from then on. */
function scripted(spans: { at: number; span: Span }[], found: { at: number; traceId: string }[] = []) {
  const began = performance.now();
  const now = () => performance.now() - began;
  const searches: number[] = [];
  const tempo: Tempo = {
    byId: async (id) => ({
      ok: true,
      value: spans.filter(({ at, span }) => span.traceId === id && at <= now()).map(({ span }) => span),
    }),
    async search() {
      searches.push(now());
      return { ok: true, value: found.filter(({ at }) => at <= now()).map((one) => one.traceId) };
    },
  };
  return { tempo, searches, now };
}

function span(service: string, of = traceId, order: string | null = orderId): Span {
  return {
    ...{ traceId: of, spanId: newSpanId(), name: service, kind: 'server', service },
    ...{ startTime: 1, duration: 1, status: 'unset', resource: {}, events: [], links: [] },
    attributes: order === null ? {} : { [ORDER_KEY]: order },
  };
}

function line(part: LogLine['part'], id: string, order: string | null = orderId): LogLine {
  const fields = { trace_id: id, span_id: 'b'.repeat(16), msg: `${part} was here` };
  return {
    ...{ part, time: 1, text: '', generation: 1 },
    fields: order === null ? fields : { ...fields, [ORDER_KEY]: order },
  } as LogLine;
}

async function collect(
  tempo: Tempo,
  lines: LogLine[] = [],
  more: { accepted?: boolean; deadline?: number } = {},
) {
  const given = { tempo, probe, lines, ofRequest: () => true, accepted: true, exportDelay: EXPORT_DELAY };
  const began = performance.now();
  const seen = await collectOrderTraces({ ...given, ...more, signal: new AbortController().signal });
  return { ...seen, after: performance.now() - began };
}

const KEYED = ['storefront', 'orders', 'payments-worker'];

it('ends once every service has its span and three batches brought nothing new', async () => {
  const { tempo } = scripted([
    ...KEYED.map((service, index) => ({ at: index * 200, span: span(service) })),
    { at: 500, span: span('catalog', traceId, null) },
  ]);
  const { traces, after } = await collect(tempo);
  expect(traces.get(traceId)?.map(({ service }) => service)).toEqual([...KEYED, 'catalog']);
  expect(after).toBeGreaterThanOrEqual(500 + 3 * EXPORT_DELAY);
  expect(after).toBeLessThan(2_000);
});

it('follows the traces that log lines name, and gives each service’s first line, catalog’s by the request', async () => {
  const [orders, catalog, others] = [newTraceId(), newTraceId(), newTraceId()];
  const { tempo, searches } = scripted(
    [span('storefront'), span('orders', orders), span('payments-worker', orders)]
      .concat(span('catalog', catalog, null), span('storefront', others, 'another order'))
      .map((one) => ({ at: 0, span: one })),
  );
  const lines = [
    line('storefront', traceId),
    line('orders', orders),
    line('orders', 'not an id'),
    line('catalog', catalog, null),
    line('storefront', others, 'another order'),
  ];
  const { traces, logs } = await collect(tempo, lines);
  expect([...traces.keys()]).toEqual([traceId, orders, catalog]);
  expect(logs).toEqual([
    { service: 'storefront', traceId, spanId: 'b'.repeat(16), message: 'storefront was here' },
    { service: 'catalog', traceId: catalog, spanId: 'b'.repeat(16), message: 'catalog was here' },
    { service: 'orders', traceId: orders, spanId: 'b'.repeat(16), message: 'orders was here' },
  ]);
  expect(searches).toEqual([]);
});

it('finds by search what no log line names', async () => {
  const lost = newTraceId();
  const spans = [span('storefront'), span('orders'), span('payments-worker', lost)];
  const { tempo } = scripted(
    spans.map((one) => ({ at: 0, span: one })),
    [{ at: 1_000, traceId: lost }],
  );
  const { traces, after } = await collect(tempo);
  expect([...traces.keys()]).toEqual([traceId, lost]);
  expect(after).toBeLessThan(2_500);
});

it.each([
  ['never comes', true],
  ['a refused checkout leaves', false],
])('gives what is there at the deadline: %s', async (_, accepted) => {
  const { tempo } = scripted([{ at: 0, span: span('storefront') }]);
  const { traces, after } = await collect(tempo, [], { accepted, deadline: 700 });
  expect([...traces.keys()]).toEqual([traceId]);
  expect(after).toBeGreaterThanOrEqual(700);
  expect(after).toBeLessThan(1_500);
});

it('has no trace when Tempo knows none, or does not answer', async () => {
  const silent: Tempo = {
    byId: async () => ({ ok: false, stage: 'tempo', problem: 'gone' }),
    search: async () => ({ ok: false, stage: 'search', problem: 'gone' }),
  };
  expect(await collect(silent, [], { deadline: 200 })).toMatchObject({ traces: new Map(), logs: [] });
});
