import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { promisify } from 'node:util';
import { expect, it, onTestFinished } from 'vitest';
import { createCheckouts } from '#bench/traffic/send-checkout.ts';
import type { LogLine, Runtime } from '#runtimes/runtime.ts';
import { newTraceId } from '#telemetry/trace/ids.ts';

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  onTestFinished(() => void server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** A Bookstore whose catalog begins a trace of its own for each request, and says so in its log. */
async function shop(storefront: (request: { orderId: string; bookId: string }) => number) {
  const listeners = new Set<(line: LogLine) => void>();
  const headers: (string | undefined)[] = [];
  const catalogTraces = new Map<string, string>();
  const emit = (part: LogLine['part'], fields: Record<string, string>) => {
    for (const listener of listeners)
      listener({ part, time: Date.now(), text: '', generation: 1, fields } as LogLine);
  };
  const shopUrl = await serve(async (request, response) => {
    headers.push(request.headers.traceparent as string | undefined);
    const body = JSON.parse(await new Response(request as unknown as ReadableStream).text());
    const own = newTraceId();
    catalogTraces.set(body.orderId, own);
    // The line is written while the request is on its way, and once more a little after its answer.
    emit('catalog', { trace_id: own, book: body.bookId });
    const status = storefront(body);
    response.writeHead(status).end(`answer to ${body.orderId}`);
    setTimeout(() => emit('catalog', { trace_id: own, book: body.bookId }), 100);
  });
  const tempoUrl = await serve((request, response) => {
    const id = /traces\/([0-9a-f]+)$/.exec(request.url ?? '')?.[1];
    response.setHeader('content-type', 'application/json');
    if (!id || ![...catalogTraces.values()].includes(id)) return void response.end('{"traces":[]}');
    const time = { startTimeUnixNano: '1000000', endTimeUnixNano: '2000000' };
    const span = { traceId: id, spanId: 'a'.repeat(16), name: 'GET /books', kind: 2, ...time };
    const resource = { attributes: [{ key: 'service.name', value: { stringValue: 'catalog' } }] };
    response.end(
      JSON.stringify({ trace: { resourceSpans: [{ resource, scopeSpans: [{ spans: [span] }] }] } }),
    );
  });
  const runtime = {
    exportDelay: 50,
    endpoints: () => ({ storefront: shopUrl, tempo: tempoUrl }),
    followLogs(listener: (line: LogLine) => void, signal: AbortSignal) {
      listeners.add(listener);
      signal.addEventListener('abort', () => listeners.delete(listener));
    },
  } as unknown as Runtime;
  return { send: createCheckouts(runtime), listeners, headers, catalogTraces, runtime, shopUrl };
}

const { signal } = new AbortController();

it('of two requests at once gives each the traces of catalog that are its own', async () => {
  const { send, catalogTraces, headers, listeners } = await shop(() => 201);
  const results = await Promise.all([send(signal), send(signal)]);
  for (const { orderId, traceId, traces, answer, httpStatus } of results) {
    expect([httpStatus, answer]).toEqual([201, `answer to ${orderId}`]);
    expect(traces.map((trace) => trace.traceId)).toEqual([traceId, catalogTraces.get(orderId)]);
  }
  expect(headers.map((header) => header?.slice(0, 36))).toEqual(
    results.map(({ traceId }) => `00-${traceId}-`),
  );
  expect(listeners.size).toBe(0);
});

it('shows a storefront that does not answer as status 0, with the reason', async () => {
  const { runtime } = await shop(() => 201);
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const closed = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  await promisify(server.close).call(server);
  const away = { ...runtime, endpoints: () => ({ ...runtime.endpoints(), storefront: closed }) };
  const began = Date.now();
  const result = await createCheckouts(away)(signal);
  expect([result.httpStatus, result.answer, result.traces.length]).toEqual([
    0,
    expect.stringContaining('ECONNREFUSED'),
    1,
  ]);
  // What the order left behind is looked for all the same, until the deadline.
  expect(Date.now() - began).toBeGreaterThanOrEqual(4_000);
});

it('goes on with the next request when one is given up', async () => {
  const { send, catalogTraces } = await shop(() => 201);
  const given = new AbortController();
  const first = send(given.signal);
  const second = send(given.signal);
  const third = send(signal);
  given.abort(new Error('given up'));
  await expect(first).rejects.toThrow('given up');
  await expect(second).rejects.toThrow('given up');
  const { orderId, traces } = await third;
  expect(traces.map((trace) => trace.traceId)).toContain(catalogTraces.get(orderId));
});
