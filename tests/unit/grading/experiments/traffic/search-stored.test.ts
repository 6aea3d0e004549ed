import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { searchStored } from '#grading/experiments/traffic/search-stored.ts';
import type { Runtime } from '#runtimes/runtime.ts';

const STORED = ['1'.repeat(32), `0${'2'.repeat(31)}`];

/** A Tempo whose search knows the check's own span only from the second time on, as a search is behind. */
async function found() {
  let [own, searches] = ['', 0];
  const server = createServer(async (request, response) => {
    if (request.method === 'POST') {
      const body = Buffer.concat(await request.toArray()).toString();
      own = /"traceId":"([0-9a-f]{32})"/.exec(body)?.[1] ?? '';
      response.end('{}');
      return;
    }
    searches += 1;
    const ids = searches > 1 ? [...STORED, own] : STORED.slice(1);
    // Tempo leaves out zeros at the beginning of an id.
    response.end(JSON.stringify({ traces: ids.map((id) => ({ traceID: id.replace(/^0+/, '') })) }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const tempo = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const endpoints = () => ({ tempo, tempoOtlp: tempo }) as ReturnType<Runtime['endpoints']>;
  const ids = await searchStored({ endpoints }, Date.now(), new AbortController().signal);
  return { ids, searches };
}

test('a search is believed once it finds the span that was stored last', async () => {
  const { ids, searches } = await found();
  expect(searches).toBe(2);
  expect([...ids!]).toEqual(expect.arrayContaining(STORED));
});
