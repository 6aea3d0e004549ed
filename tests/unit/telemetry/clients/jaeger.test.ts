import { expect, test } from 'vitest';
import { jaegerAt } from '#telemetry/clients/jaeger.ts';
import { scriptedServer } from './scripted-server.ts';

const never = new AbortController().signal;
const T1 = '4bf92f3577b34da6a3ce929d0e0e4736';

test('a trace is read by its id, as OTLP', async () => {
  const span = { traceId: T1, spanId: '00f067aa0ba902b7', name: 'POST /orders', kind: 2 };
  const resource = { attributes: [{ key: 'service.name', value: { stringValue: 'orders' } }] };
  const store = await scriptedServer({
    body: { result: { resourceSpans: [{ resource, scopeSpans: [{ spans: [span] }] }] } },
  });
  expect(await jaegerAt(store.url).byId(T1, never)).toMatchObject({
    ok: true,
    value: [{ traceId: T1, spanId: '00f067aa0ba902b7', service: 'orders', kind: 'server' }],
  });
  expect(store.asked.map(({ pathname }) => pathname)).toEqual([`/api/v3/traces/${T1}`]);
});

test('a trace that Jaeger does not know is no failure', async () => {
  const store = await scriptedServer({
    status: 404,
    body: { error: { httpCode: 404, message: 'not found' } },
  });
  expect(await jaegerAt(store.url).byId(T1, never)).toEqual({ ok: true, value: [] });
});

test('a Jaeger that fails, answers something else or is not there is named with the reason', async () => {
  const broken = await scriptedServer({ status: 500, body: 'out of memory' });
  const strange = await scriptedServer({ body: '<html>' });
  const answers = [await jaegerAt(broken.url).byId(T1, never), await jaegerAt(strange.url).byId(T1, never)];
  expect(
    answers.map((answer) => (answer.ok ? '' : `${answer.stage}: ${answer.problem}`)),
  ).toMatchInlineSnapshot(`
    [
      "jaeger: Jaeger answered 500: out of memory",
      "jaeger: Jaeger answered with no JSON: <html>",
    ]
  `);
  expect(await jaegerAt('http://127.0.0.1:9').byId(T1, never)).toMatchObject({ ok: false, stage: 'jaeger' });
});

test('a Jaeger that never answers is given up after its time, or when the signal says so', async () => {
  const store = await scriptedServer('nothing');
  expect(await jaegerAt(store.url).byId(T1, never)).toEqual({
    ok: false,
    stage: 'jaeger',
    problem: 'no answer within 2000 ms',
  });
  await expect(jaegerAt(store.url).byId(T1, AbortSignal.timeout(50))).rejects.toThrow();
});
