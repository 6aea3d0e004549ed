import { expect, test } from 'vitest';
import { tempoAt } from '#telemetry/clients/tempo.ts';
import { scriptedServer } from './scripted-server.ts';

const never = new AbortController().signal;
const T1 = '4bf92f3577b34da6a3ce929d0e0e4736';

test('a search gives summaries, with what Tempo leaves out put in', async () => {
  const { url } = await scriptedServer({
    body: {
      traces: [
        {
          traceID: T1,
          rootServiceName: 'storefront',
          rootTraceName: 'POST /checkout',
          startTimeUnixNano: '1732442400000123456',
          durationMs: 12,
        },
        {
          traceID: '1f',
          rootServiceName: '<root span not yet received>',
          startTimeUnixNano: '1732442400000000000',
        },
      ],
      metrics: { inspectedBytes: '1' },
    },
  });
  expect(await tempoAt(url).summaries('{}', never)).toEqual({
    ok: true,
    value: [
      {
        traceId: T1,
        rootService: 'storefront',
        rootName: 'POST /checkout',
        start: 1732442400000.123,
        duration: 12,
      },
      { traceId: `${'0'.repeat(30)}1f`, start: 1732442400000, duration: 0 },
    ],
  });
});

test('it asks for as many as are wanted, up to 2000, in whole seconds', async () => {
  const { url, asked } = await scriptedServer({ body: {} });
  const tempo = tempoAt(url);
  expect(await tempo.summaries('{}', never)).toEqual({ ok: true, value: [] });
  await tempo.summaries('{}', never, { limit: 300, range: { start: 1999, end: 2001 } });
  await tempo.summaries('{}', never, { limit: 9999 });
  await tempo.search('{}', never);
  expect(asked.map(({ searchParams }) => Object.fromEntries(searchParams))).toEqual([
    { q: '{}', limit: '2000' },
    { q: '{}', limit: '300', start: '1', end: '3' },
    { q: '{}', limit: '2000' },
    { q: '{}', limit: '2000' },
  ]);
});

test('a search that fails is a stage of its own', async () => {
  const { url } = await scriptedServer({ status: 400, body: 'invalid TraceQL at line 1' });
  expect(await tempoAt(url).summaries('{', never)).toEqual({
    ok: false,
    stage: 'search',
    problem: 'Tempo answered 400: invalid TraceQL at line 1',
  });
  const silent = await scriptedServer('nothing');
  await expect(tempoAt(silent.url).summaries('{}', AbortSignal.timeout(50))).rejects.toThrow();
});
