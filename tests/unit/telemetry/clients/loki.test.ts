import { expect, test } from 'vitest';
import { lokiAt } from '#telemetry/clients/loki.ts';
import { scriptedServer } from './scripted-server.ts';

const never = new AbortController().signal;
const T1 = '4bf92f3577b34da6a3ce929d0e0e4736';
const none = { status: 'success', data: { resultType: 'streams', result: [] } };

test('lines of all streams are one timeline, to the nanosecond', async () => {
  const orders = { service_name: 'orders', trace_id: T1 };
  const catalog = { service_name: 'catalog' };
  const store = await scriptedServer({
    body: {
      status: 'success',
      data: {
        resultType: 'streams',
        result: [
          {
            stream: orders,
            values: [
              ['1732442400000000001', 'b'],
              ['1732442400000002000', 'd', {}],
            ],
          },
          {
            stream: catalog,
            values: [
              ['1732442400000000000', 'a'],
              ['1732442400000000002', 'c'],
            ],
          },
        ],
      },
    },
  });
  const answer = await lokiAt(store.url).lines({}, never);
  expect(answer.ok && answer.value.map(({ line }) => line).join('')).toBe('abcd');
  expect(answer.ok && answer.value.at(-1)).toEqual({ time: 1732442400000.002, line: 'd', labels: orders });
});

test('a question becomes LogQL, with what learners may have written in a label kept harmless', async () => {
  const store = await scriptedServer({ body: none });
  const loki = lokiAt(store.url);
  await loki.lines({ labels: { service_name: 'orders', route: 'a"} | x' }, traceId: T1 }, never);
  await loki.lines({ range: { start: 1000.4, end: 2000.4 } }, never);
  expect(store.asked.map(({ searchParams }) => Object.fromEntries(searchParams))).toMatchInlineSnapshot(`
    [
      {
        "direction": "forward",
        "limit": "2000",
        "query": "{service_name="orders", route="a\\"} | x"} | trace_id="4bf92f3577b34da6a3ce929d0e0e4736"",
      },
      {
        "direction": "forward",
        "end": "2001000000",
        "limit": "2000",
        "query": "{service_name=~".+"}",
        "start": "1000000000",
      },
    ]
  `);
});

test('a Loki that refuses is named with its reason', async () => {
  const store = await scriptedServer({ status: 400, body: 'parse error at line 1, col 2\n' });
  expect(await lokiAt(store.url).lines({}, never)).toEqual({
    ok: false,
    stage: 'loki',
    problem: 'Loki answered 400: parse error at line 1, col 2',
  });
});

test('an answer in another form is told with the place', async () => {
  const store = await scriptedServer({ body: { data: { result: [{ stream: {}, values: [[5, 'a']] }] } } });
  const answer = await lokiAt(store.url).lines({}, never);
  expect(!answer.ok && answer.problem).toMatchInlineSnapshot(
    `"Loki answered in another form than expected, at data.result.0.values.0.0: Invalid input: expected string, received number"`,
  );
});

test('the signal ends a request at once', async () => {
  const store = await scriptedServer('nothing');
  await expect(lokiAt(store.url).lines({}, AbortSignal.timeout(50))).rejects.toThrow();
});
