import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import type { TraceList, TraceView } from '#api/trace-view.ts';
import { trace as labTrace } from '#cli/lab/subcommands/trace.ts';
import { traceRoutes } from '#server/routes/traces.ts';
import { encodeTrace } from '#telemetry/otlp/encode-trace.ts';
import type { Span } from '#telemetry/trace/span.ts';
import { oddTraces } from '../../../fixtures/odd-traces.ts';

/** The routes over a Tempo that holds these spans. */
async function routesOver(spans: readonly Span[]) {
  const body = JSON.stringify({ trace: encodeTrace(spans) });
  const tempo = createServer((_, answer) => answer.end(body)).listen(0, '127.0.0.1');
  await new Promise((resolve) => tempo.once('listening', resolve));
  onTestFinished(() => void tempo.close());
  const url = `http://127.0.0.1:${(tempo.address() as AddressInfo).port}`;
  return routesAt(url);
}

function routesAt(tempo: string) {
  const runtime = { endpoints: () => ({ tempo }) };
  type Parts = Parameters<typeof traceRoutes>[0];
  return traceRoutes({ runtime, signal: new AbortController().signal } as unknown as Parts);
}

test.each([
  ['a chain of 50 000 spans', oddTraces.chain(50_000)],
  ['a fan of 20 000 spans', oddTraces.fan(20_000)],
])(
  '%s comes whole through GET /api/traces and is drawn by lab trace',
  { timeout: 120_000 },
  async (_name, spans) => {
    const routes = await routesOver(spans);
    const answer = await routes.request(`/api/traces/${spans[0]!.traceId}`);
    expect(answer.status).toBe(200);
    const view = (await answer.json()) as TraceView;
    expect(view.spans).toHaveLength(spans.length);

    const printed: string[] = [];
    const plain = new Proxy({}, { get: () => (text: string) => text });
    const bench = {
      call: async () => ({ ok: true, body: view }),
      print: (text: string) => printed.push(text),
      paint: plain,
      width: 200,
    } as unknown as Parameters<typeof labTrace>[1];
    const id = view.traceId;
    expect(
      await labTrace({ arguments: [id, id], flags: {} } as unknown as Parameters<typeof labTrace>[0], bench),
    ).toBe(0);
    // A line for each span, the traces' titles and the word on their one time axis.
    expect(printed.join('\n').split('\n')).toHaveLength(spans.length + 2);
  },
);

test('a trace that Tempo does not have is an empty one, and no error of the page', async () => {
  const routes = await routesOver([]);
  const id = '4bf92f3577b34da6a3ce929d0e0e4736';
  for (const [path, more] of [
    ['', { began: 0, waterfall: 'no spans' }],
    ['/spans', {}],
  ] as const) {
    const answer = await routes.request(`/api/traces/${id}${path}`);
    expect([answer.status, await answer.json()]).toEqual([200, { traceId: id, spans: [], ...more }]);
  }
});

test('of more traces than are listed the newest are, and how many match is said', async () => {
  // Tempo gives what matches in any order, up to the limit.
  let found = Array.from({ length: 70 }, (_, index) => ({
    traceID: String(index + 1).padStart(32, '0'),
    startTimeUnixNano: `${((index * 37) % 70) + 1}000000000`,
  }));
  const asked: (string | null)[] = [];
  const tempo = createServer((request, answer) => {
    const { searchParams } = new URL(request.url!, 'http://tempo');
    asked.push(searchParams.get('q'));
    answer.end(JSON.stringify({ traces: found.slice(0, Number(searchParams.get('limit'))) }));
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => tempo.once('listening', resolve));
  onTestFinished(() => void tempo.close());
  const url = `http://127.0.0.1:${(tempo.address() as AddressInfo).port}`;
  const list = async () => (await (await routesAt(url).request('/api/traces?q={}')).json()) as TraceList;
  const { traces, ...rest } = await list();
  expect(rest).toEqual({ matching: 70, more: false });
  expect(asked).toEqual(['{} with (most_recent=true)']);
  expect(traces.map(({ start }) => start / 1000)).toEqual(
    Array.from({ length: 20 }, (_, index) => 70 - index),
  );
  found = Array.from({ length: 8 }, () => found).flat();
  expect(await list()).toMatchObject({ matching: 500, more: true });
});
