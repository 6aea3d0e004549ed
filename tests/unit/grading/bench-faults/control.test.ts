import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, describe, expect, test } from 'vitest';
import { controlSpan } from '#grading/bench-faults/control.ts';
import { newProbe } from '#grading/experiments/checkout/probes/probe.ts';
import { createTraceFetcher } from '#grading/experiments/checkout/settle/trace-fetcher.ts';
import type { Runtime } from '#runtimes/runtime.ts';
import { tempoAt } from '#telemetry/clients/tempo.ts';
import { decodeTrace } from '#telemetry/otlp/decode-trace.ts';

const never = new AbortController().signal;
const servers: Server[] = [];
afterAll(() => {
  for (const server of servers.splice(0)) server.close().closeAllConnections();
});

interface Stack {
  /** Status of the Collector's receiver, and of Tempo's own. */
  receiver?: number;
  store?: number;
  /** Lines of the Collector's metrics once a span was sent. */
  counted?: string;
  /** Whether Tempo shows what it was sent straight, and what came through the Collector. */
  kept?: boolean;
  passed?: boolean;
  /** Status of Tempo's answers to a trace id. */
  byId?: number;
  search?: string;
}

/** A Collector and a Tempo that answer as told; the runtime knows nothing but their addresses. */
async function stack({
  receiver = 200,
  store = 200,
  counted = '',
  kept = true,
  passed = false,
  byId = 200,
  search = '{}',
}: Stack) {
  const shown = new Set<string>();
  let sent = false;
  const server = createServer(async (request, answer) => {
    const path = request.url ?? '';
    const ids = async () => {
      let body = '';
      for await (const chunk of request) body += chunk;
      return decodeTrace(JSON.parse(body)).map(({ traceId }) => traceId);
    };
    if (path.startsWith('/store/v1/traces')) {
      for (const id of await ids()) if (kept) shown.add(id);
      answer.writeHead(store).end('{}');
    } else if (path.startsWith('/v1/traces')) {
      sent = true;
      for (const id of await ids()) if (passed) shown.add(id);
      answer.writeHead(receiver).end('{}');
    } else if (path.startsWith('/metrics')) answer.end(sent ? counted : '');
    else if (path.startsWith('/api/search')) answer.end(search);
    else if (byId !== 200) answer.writeHead(byId).end('out of memory');
    else if (shown.has(path.split('/').at(-1)!)) answer.end(STORED);
    else answer.writeHead(404).end();
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const endpoints = {
    otlpHttp: url,
    tempoOtlp: `${url}/store`,
    collectorMetrics: `${url}/metrics`,
    tempo: url,
  };
  return { url, runtime: { endpoints: () => endpoints } as unknown as Runtime };
}

const STORED = JSON.stringify({
  trace: {
    resourceSpans: [{ scopeSpans: [{ spans: [{ traceId: 'a'.repeat(32), spanId: 'b'.repeat(16) }] }] }],
  },
});

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
    ['tempo: stores spans', { kept: false, passed: true }],
    ['tempo: stores spans', { store: 503 }],
    ['tempo: answers', { byId: 500 }],
  ])('%s', async (stage, wanted) => {
    const { runtime } = await stack(wanted);
    expect(await controlSpan(runtime, never)).toHaveProperty('stage', stage);
  });
});

describe('where the Collector is the learner’s', () => {
  test('what it does with a span is no fault of the bench', async () => {
    const { runtime } = await stack({ receiver: 503 });
    expect(await controlSpan(runtime, never, ['collector'])).toBeUndefined();
  });

  test('the store has to keep one all the same', async () => {
    const { runtime } = await stack({ kept: false, passed: true });
    expect(await controlSpan(runtime, never, ['collector'])).toHaveProperty('stage', 'tempo: stores spans');
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
