import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { createRecentRequests } from '#bench/traffic/recent-requests.ts';
import { encodeTrace } from '#telemetry/otlp/encode-trace.ts';
import { ownTraceId } from '#telemetry/trace/own-trace-id.ts';
import type { Span } from '#telemetry/trace/span.ts';

const MINE = 'a'.repeat(32);
const CHECKED = ownTraceId('c'.repeat(32));
const span = (traceId: string, service: string, name: string, startTime: number): Span =>
  ({
    ...{ traceId, spanId: name.length.toString(16).padStart(16, '0'), service, name, startTime },
    ...{ kind: 'server', duration: 2, status: 'unset', attributes: {}, links: [], events: [] },
    ...{ resource: { 'service.name': service }, scope: '' },
  }) as unknown as Span;

test('requests from outside are listed newest first, and those of checks are not', async () => {
  const asked: string[] = [];
  const stored: Record<string, Span[]> = {
    [MINE]: [span(MINE, 'storefront', 'POST /checkout', 5_000)],
    [CHECKED]: [span(CHECKED, 'storefront', 'POST /checkout', 6_001)],
  };
  const queries = new Set<string | null>();
  const tempo = createServer((request, answer) => {
    const id = request.url!.split('/api/v2/traces/')[1];
    if (id) asked.push(id);
    else queries.add(new URL(request.url!, 'http://tempo').searchParams.get('q'));
    const summary = (traceID: string, nanos: string, root: object) => ({
      ...{
        traceID,
        startTimeUnixNano: nanos,
        durationMs: 3,
        rootServiceName: '<root span not yet received>',
      },
      ...root,
    });
    const found = [summary(MINE, '5000000000', {}), summary(CHECKED, '6000000000', {})];
    answer.setHeader('content-type', 'application/json');
    answer.end(JSON.stringify(id ? { trace: encodeTrace(stored[id] ?? []) } : { traces: found }));
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => tempo.once('listening', resolve));
  onTestFinished(() => void tempo.close());
  const recent = createRecentRequests(() => `http://127.0.0.1:${(tempo.address() as AddressInfo).port}`);
  const { signal } = new AbortController();
  const expected = {
    ok: true,
    value: {
      traces: [{ traceId: MINE, service: 'storefront', name: 'POST /checkout', start: 5_000, duration: 3 }],
    },
  };
  expect(await recent(signal)).toEqual(expected);
  expect(await recent(signal)).toEqual(expected);
  // What a trace begins with is asked for once.
  expect(asked).toEqual([MINE]);
  // A check sends more requests than are looked at: Tempo leaves them out, so that the learner's stay.
  expect([...queries]).toMatchInlineSnapshot(`
    [
      "{ resource.service.name = "storefront" && kind = server && trace:rootService != "spanwise" } with (most_recent=true)",
    ]
  `);
});
