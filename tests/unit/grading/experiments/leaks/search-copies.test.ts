import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { searchCopies } from '#grading/experiments/leaks/search-copies.ts';
import type { LeakProbe } from '#grading/experiments/leaks/seen.ts';
import type { Runtime } from '#runtimes/runtime.ts';
import type { Span } from '#telemetry/trace/span.ts';

const TRACE = '1'.repeat(32);
const clean: Span = {
  ...{
    traceId: TRACE,
    spanId: '2'.repeat(16),
    name: 'POST /checkout',
    kind: 'server',
    service: 'storefront',
  },
  ...{ startTime: 1, duration: 1, status: 'unset', attributes: {}, resource: {}, events: [], links: [] },
};
const probe: LeakProbe = {
  ...{ id: 'A', label: 'A', declined: false, lines: [], stored: { tempo: [clean] } },
  canary: { card: '4000001234567899', email: 'ada.0a1b2c3d4e@example.org' },
  probe: { traceId: TRACE, spanId: '3'.repeat(16), orderId: 'o', header: '' },
  answer: { status: 201, body: '', sent: 0, answered: 1 },
};

/** A search of one place asks for one field; the first search asks for all of them at once. */
const isOfAll = (query: string) => query.includes('span.enduser.email') && query.includes('span:name');

/**
 * A Tempo that knows the span of the check's own, and a hidden copy of the probe's trace in the places that are named. Once it
 * is silent it hangs up on every search.
 */
async function tempoWith({ copies, silentAfterAll = false }: { copies: string[]; silentAfterAll?: boolean }) {
  let control = '';
  let isSilent = false;
  const server = createServer(async (request, response) => {
    const url = new URL(request.url!, 'http://tempo');
    if (request.method === 'POST') {
      const body = Buffer.concat(await request.toArray()).toString();
      control = /"traceId":"([0-9a-f]{32})"/.exec(body)?.[1] ?? '';
      response.end('{}');
      return;
    }
    if (isSilent) {
      request.socket.destroy();
      return;
    }
    const query = url.searchParams.get('q') ?? '';
    const isControl = query.includes('bookstore.order.id');
    const isFound = copies.some((place) => query.includes(place));
    const ids = isControl ? [control] : isFound ? [TRACE] : [];
    isSilent = silentAfterAll && isOfAll(query);
    response.end(JSON.stringify({ traces: ids.map((traceID) => ({ traceID })) }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const tempo = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const endpoints = () => ({ tempo, tempoOtlp: tempo }) as ReturnType<Runtime['endpoints']>;
  return searchCopies({ endpoints }, [probe], new AbortController().signal);
}

test('a copy is found by the places that hold a value', async () => {
  expect(await tempoWith({ copies: ['span.url.full', 'span:name'] })).toEqual({
    searched: [
      { place: 'url.full', traceIds: [TRACE] },
      { place: 'name', traceIds: [TRACE] },
    ],
  });
});

test('without a copy nothing is found', async () => {
  expect(await tempoWith({ copies: [] })).toEqual({ searched: [] });
});

test('a store that goes silent once a copy was found is said to be silent, and the copy is not forgotten', async () => {
  const { searched, searchProblem } = await tempoWith({ copies: ['span.url.full'], silentAfterAll: true });
  expect(searched).toEqual([]);
  expect(searchProblem).toMatch(/socket|closed|hang/i);
});
