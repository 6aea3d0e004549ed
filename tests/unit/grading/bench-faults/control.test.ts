import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, describe, expect, test } from 'vitest';
import { controlSpan } from '#grading/bench-faults/control.ts';
import { newProbe } from '#grading/experiments/checkout/probes/probe.ts';
import { createTraceFetcher } from '#grading/experiments/checkout/settle/trace-fetcher.ts';
import type { Runtime } from '#runtimes/runtime.ts';
import { tempoAt } from '#telemetry/clients/tempo.ts';

const never = new AbortController().signal;
const servers: Server[] = [];
afterAll(() => {
  for (const server of servers.splice(0)) server.close().closeAllConnections();
});

interface Stack {
  /** Status of the Collector's receiver. */
  receiver?: number;
  /** Lines of the Collector's metrics once a span was sent. */
  counted?: string;
  /** Tempo's answer to a trace id: status and body. */
  byId?: [status: number, body: string];
  search?: string;
}

/** A Collector and a Tempo that answer as told; the runtime knows nothing but their addresses. */
async function stack({ receiver = 200, counted = '', byId = [404, ''], search = '{}' }: Stack) {
  let sent = false;
  const server = createServer((request, answer) => {
    const path = request.url ?? '';
    if (path.startsWith('/v1/traces')) {
      sent = true;
      answer.writeHead(receiver).end('{}');
    } else if (path.startsWith('/metrics')) answer.end(sent ? counted : '');
    else if (path.startsWith('/api/search')) answer.end(search);
    else answer.writeHead(byId[0]).end(byId[1]);
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const endpoints = { otlpHttp: url, collectorMetrics: `${url}/metrics`, tempo: url };
  return { url, runtime: { endpoints: () => endpoints } as unknown as Runtime };
}

describe('a span of our own that does not arrive names the stage', () => {
  test.concurrent.each<[stage: string, stack: Stack]>([
    ['collector: accepts spans', { receiver: 503 }],
    ['collector: accepts spans', { counted: 'otelcol_receiver_refused_spans_total{} 1' }],
    [
      'collector: keeps the trace',
      {
        counted:
          'otelcol_processor_tail_sampling_global_count_traces_sampled{policy="rest",sampled="false"} 1',
      },
    ],
    ['collector: sends spans on', { counted: 'otelcol_exporter_send_failed_spans{exporter="otlp"} 1' }],
    ['collector: sends spans on', { counted: 'otelcol_receiver_accepted_spans{} 1' }],
    ['tempo: stores spans', { counted: 'otelcol_exporter_sent_spans{} 1' }],
    ['tempo: answers', { byId: [500, 'out of memory'] }],
  ])('%s', async (stage, wanted) => {
    const { runtime } = await stack(wanted);
    expect(await controlSpan(runtime, never)).toHaveProperty('stage', stage);
  });
});

describe('a search counts only when it finds what is stored', () => {
  const probe = newProbe();
  const found = (traceId: string) => JSON.stringify({ traces: [{ traceID: traceId }] });

  test('it does', async () => {
    const { url } = await stack({ search: found(probe.traceId) });
    expect(await createTraceFetcher(tempoAt(url), [probe]).search(never)).toBe(true);
  });

  test('it answers, and finds nothing', async () => {
    const { url } = await stack({});
    const fetcher = createTraceFetcher(tempoAt(url), [probe]);
    expect(await fetcher.search(never)).toBe(false);
    expect(fetcher.problem()).toBe(`it does not find trace ${probe.traceId}, which is stored`);
  });

  test('it does not answer', async () => {
    const { url } = await stack({ search: 'no JSON' });
    const fetcher = createTraceFetcher(tempoAt(url), [probe]);
    expect(await fetcher.search(never)).toBe(false);
    expect(fetcher.problem()).toContain('JSON');
  });
});
