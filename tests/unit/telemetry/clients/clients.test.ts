import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import {
  type CollectorCounters,
  collectorCounters,
  countersGrowth,
  totalOf,
} from '#telemetry/clients/collector-counters.ts';
import { collectorCounts } from '#telemetry/clients/collector-metrics.ts';
import { tempoAt } from '#telemetry/clients/tempo.ts';
import { exportSpans } from '#telemetry/otlp/export-span.ts';

const never = new AbortController().signal;
let server: Server | undefined;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

async function serve(listener: RequestListener): Promise<string> {
  server = createServer(listener);
  await new Promise<void>((resolve) => server!.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

describe('Tempo', () => {
  test('an unknown trace is no failure', async () => {
    const tempo = tempoAt(await serve((_, answer) => answer.end('{"trace":{},"metrics":{}}')));
    expect(await tempo.byId('ab', never)).toEqual({ ok: true, value: [] });
  });

  test('a wrong query is answered with Tempo’s reason', async () => {
    const tempo = tempoAt(await serve((_, answer) => answer.writeHead(400).end('invalid TraceQL at line 1')));
    expect(await tempo.search('{', never)).toEqual({
      ok: false,
      stage: 'search',
      problem: 'Tempo answered 400: invalid TraceQL at line 1',
    });
  });

  test('ids that search shortens get their zeros back', async () => {
    const tempo = tempoAt(await serve((_, answer) => answer.end('{"traces":[{"traceID":"1f"}]}')));
    expect(await tempo.search('{}', never)).toEqual({ ok: true, value: [`${'0'.repeat(30)}1f`] });
  });

  test('a Tempo that never answers is given up after its time', async () => {
    const tempo = tempoAt(await serve(() => {}));
    expect(await tempo.byId('ab', never)).toEqual({
      ok: false,
      stage: 'tempo',
      problem: 'no answer within 2000 ms',
    });
  });

  test('the signal ends a request at once', async () => {
    const tempo = tempoAt(await serve(() => {}));
    await expect(tempo.byId('ab', AbortSignal.timeout(50))).rejects.toThrow();
  });
});

describe('the Collector', () => {
  test('one that is not there is named with the reason', async () => {
    const span = { traceId: 'a', spanId: 'b', name: 'n', startTime: 1, endTime: 2, attributes: {} };
    const sent = await exportSpans('http://127.0.0.1:9', [span], never);
    expect(sent).toMatchObject({ ok: false, stage: 'collector' });
  });

  test('counters are added up, with and without _total, without the copies that go to Jaeger', async () => {
    const text = [
      '# TYPE otelcol_receiver_accepted_spans counter',
      'otelcol_receiver_accepted_spans{receiver="otlp",transport="http"} 3',
      'otelcol_receiver_accepted_spans{receiver="otlp",transport="grpc"} 4',
      'otelcol_exporter_sent_spans_total{exporter="otlp_grpc"} 1.2e+01',
      'otelcol_exporter_sent_spans_total{exporter="otlp_http/jaeger"} 7',
      'otelcol_exporter_send_failed_spans_total{exporter="otlp_http/jaeger"} 5',
      'otelcol_exporter_sent_spans_other 99',
      'otelcol_processor_tail_sampling_global_count_traces_sampled_total{policy="p",sampled="false"} 5',
      'otelcol_processor_tail_sampling_global_count_traces_sampled_total{policy="p",sampled="true"} 6',
    ].join('\n');
    const url = await serve((_, answer) => answer.end(text));
    expect(await collectorCounts(url, never)).toEqual({
      ok: true,
      value: { accepted: 7, refused: 0, sent: 12, failed: 0, sampledOut: 5 },
    });
  });

  test('counters are told by exporter, port, processor and policy; what never happened is 0', async () => {
    const text = [
      'otelcol_receiver_accepted_spans{receiver="otlp",transport="http"} 3',
      'otelcol_exporter_sent_spans_total{exporter="debug"} 2',
      'otelcol_exporter_sent_spans{exporter="otlp_grpc/tempo",server_address="127.0.0.1",server_port="4317"} 1',
      'otelcol_exporter_sent_spans{exporter="otlp_http/j",server_port="4318",url_path="/v1/\\"x\\""} 1e+01',
      'otelcol_exporter_queue_size{data_type="traces",exporter="otlp_grpc/tempo"} 6',
      'otelcol_processor_incoming_items{otel_signal="traces",processor="memory_limiter"} 9',
      'otelcol_processor_tail_sampling_count_traces_sampled{decision="sampled",policy="errors",sampled="true"} 4',
    ].join('\n');
    const url = await serve((_, answer) => answer.end(text));
    const answer = await collectorCounters(url, never);
    if (!answer.ok) throw new Error(answer.problem);
    const { accepted, sent, waiting, incoming, decided, failed } = answer.value;
    expect([totalOf(accepted), totalOf(accepted, { transport: 'grpc' })]).toEqual([3, 0]);
    expect([totalOf(sent), totalOf(sent, { server_port: '4317' })]).toEqual([13, 1]);
    expect(sent.find(({ labels }) => labels['exporter'] === 'otlp_http/j')?.labels['url_path']).toBe(
      '/v1/"x"',
    );
    expect([totalOf(waiting), totalOf(incoming, { processor: 'memory_limiter' })]).toEqual([6, 9]);
    expect(totalOf(decided, { policy: 'errors', sampled: 'true' })).toBe(4);
    expect(failed).toEqual([]);
  });

  test('grow between two readings, each series for itself', () => {
    const page = (sent: number, other: number, waiting: number) => {
      const count = (exporter: string, count: number) => ({ labels: { exporter, port: '1' }, count });
      const none = {
        accepted: [],
        refused: [],
        failed: [],
        incoming: [],
        outgoing: [],
        decided: [],
        met: [],
      };
      const tail = { decisions: [], evicted: [], tooLarge: [], lateSpans: [] };
      const counters: CollectorCounters = {
        ...{ ...none, ...tail, sent: [count('a', sent), count('b', other)] },
        waiting: [count('a', waiting)],
      };
      return counters;
    };
    const grown = countersGrowth(page(3, 9, 5), page(10, 2, 4));
    expect(totalOf(grown.sent, { exporter: 'a' })).toBe(7);
    // Started anew in between: what it counts now came after the first reading.
    expect(totalOf(grown.sent, { exporter: 'b' })).toBe(2);
    expect(totalOf(grown.waiting)).toBe(4);
  });
});
