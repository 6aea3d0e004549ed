import { expect, test } from 'vitest';
import { prometheusAt } from '#telemetry/clients/prometheus.ts';
import { scriptedServer } from './scripted-server.ts';

const never = new AbortController().signal;
const T1 = '4bf92f3577b34da6a3ce929d0e0e4736';
const range = { start: 1_732_442_400_000, end: 1_732_442_460_500 };
const success = (data: unknown) => ({ body: { status: 'success', data } });

test('an instant query gives a value a series, as Prometheus writes it', async () => {
  const store = await scriptedServer(
    success({
      resultType: 'vector',
      result: [
        { metric: { __name__: 'up', job: 'tempo' }, value: [1732442400.123, '1'] },
        { metric: {}, value: [1732442400.123, 'NaN'] },
      ],
    }),
  );
  expect(await prometheusAt(store.url).instant('up', never)).toEqual({
    ok: true,
    value: [
      { labels: { __name__: 'up', job: 'tempo' }, samples: [{ time: 1732442400123, value: '1' }] },
      { labels: {}, samples: [{ time: 1732442400123, value: 'NaN' }] },
    ],
  });
  expect(String(store.asked[0])).toBe('http://store/api/v1/query?query=up');
});

test('a scalar is a series without labels', async () => {
  const store = await scriptedServer(success({ resultType: 'scalar', result: [1732442400, '+Inf'] }));
  expect(await prometheusAt(store.url).instant('1/0', never)).toEqual({
    ok: true,
    value: [{ labels: {}, samples: [{ time: 1732442400000, value: '+Inf' }] }],
  });
});

test('a range gives every sample of a series', async () => {
  const values = [
    [1732442400, '1'],
    [1732442402.5, '2'],
  ];
  const store = await scriptedServer(
    success({ resultType: 'matrix', result: [{ metric: { job: 'x' }, values }] }),
  );
  expect(await prometheusAt(store.url).range('rate(x[1m])', { ...range, step: 2500 }, never)).toEqual({
    ok: true,
    value: [
      {
        labels: { job: 'x' },
        samples: [
          { time: 1732442400000, value: '1' },
          { time: 1732442402500, value: '2' },
        ],
      },
    ],
  });
  expect(Object.fromEntries(store.asked[0]!.searchParams)).toEqual({
    query: 'rate(x[1m])',
    start: '1732442400',
    end: '1732442460.5',
    step: '2.5',
  });
});

test('exemplars come with their trace, and with the series they are of', async () => {
  const seriesLabels = { __name__: 'latency_bucket', le: '0.5' };
  const exemplars = [
    { labels: { trace_id: T1, span_id: '00f067aa0ba902b7' }, value: '0.42', timestamp: 1732442401.001 },
    { labels: {}, value: '0.1', timestamp: 1732442402 },
  ];
  const store = await scriptedServer(success([{ seriesLabels, exemplars }]));
  expect(await prometheusAt(store.url).exemplars('latency_bucket', range, never)).toEqual({
    ok: true,
    value: [
      { labels: seriesLabels, value: '0.42', time: 1732442401001, traceId: T1, spanId: '00f067aa0ba902b7' },
      { labels: seriesLabels, value: '0.1', time: 1732442402000 },
    ],
  });
  const none = await scriptedServer({ status: 204, body: '' });
  expect(await prometheusAt(none.url).exemplars('1', range, never)).toEqual({ ok: true, value: [] });
});

test('a Prometheus that refuses is named with its reason, out of its JSON', async () => {
  const store = await scriptedServer({
    status: 400,
    body: { status: 'error', errorType: 'bad_data', error: 'unexpected end of input' },
  });
  expect(await prometheusAt(store.url).instant('up{', never)).toEqual({
    ok: false,
    stage: 'prometheus',
    problem: 'Prometheus answered 400: unexpected end of input',
  });
});

test('native histograms are told instead of being read as something else', async () => {
  const result = [{ metric: {}, histogram: [1732442400, { count: '1' }] }];
  const store = await scriptedServer(success({ resultType: 'vector', result }));
  const answer = await prometheusAt(store.url).instant('h', never);
  expect(!answer.ok && answer.problem).toMatchInlineSnapshot(
    `"Prometheus answered in another form than expected, at data.result.0.value: Invalid input: expected tuple, received undefined"`,
  );
});

test('the signal ends a request at once', async () => {
  const store = await scriptedServer('nothing');
  await expect(prometheusAt(store.url).instant('up', AbortSignal.timeout(50))).rejects.toThrow();
});
