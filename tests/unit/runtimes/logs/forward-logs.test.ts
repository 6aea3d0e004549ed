import { EventEmitter } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { boundedLines } from '#runtimes/logs/bounded-lines.ts';
import { forwardLogs } from '#runtimes/logs/forward-logs.ts';
import type { LogLine } from '#runtimes/runtime.ts';
import type { Part } from '#system/part-names.ts';

test('the services’ lines arrive in order and once, those of other parts never', async () => {
  const { say, bodies } = await start();
  for (let number = 0; number < 1200; number += 1) {
    say('orders', `line ${number}`);
    say('postgres', `line ${number}`);
  }
  await until(() => bodies().length >= 1200);
  await wait(300);
  expect(bodies()).toEqual(Array.from({ length: 1200 }, (_, number) => `line ${number}`));
});

test('lines wait until the keeper of logs is there', async () => {
  const bench = await start({ open: false });
  bench.say('orders', 'early');
  await wait(500);
  expect(bench.bodies()).toEqual([]);
  bench.open = true;
  await until(() => bench.bodies().length > 0);
  expect(bench.bodies()).toEqual(['early']);
});

test('a Collector that is busy or away gets the same lines again', async () => {
  const bench = await start();
  bench.status = 503;
  bench.say('orders', 'kept');
  await until(() => bench.requests > 1);
  bench.status = 200;
  await until(() => bench.bodies().length > 0);
  expect(bench.bodies()).toEqual(['kept']);
  expect(bench.told).toEqual([]);
});

test('what the Collector will never take is dropped and told, and the next goes on', async () => {
  const bench = await start();
  bench.status = 404;
  bench.say('orders', 'lost');
  await until(() => bench.told.length > 0);
  expect(bench.told).toMatchInlineSnapshot(`
    [
      "spanwise: log lines of the services that are not in Loki: 1 (the Collector answered 404: 404 page not found)",
    ]
  `);
  bench.status = 200;
  bench.say('orders', 'next');
  await until(() => bench.bodies().length > 0);
  expect(bench.bodies()).toEqual(['next']);
});

test('a flood while nobody takes lines costs the oldest and says so', async () => {
  const bench = await start({ open: false });
  for (let number = 0; number < 20_000; number += 1) bench.say('orders', `${number}`);
  await until(() => bench.told.length > 0);
  expect(bench.told[0]).toMatch(
    /^spanwise: log lines of the services that are not in Loki: \d+ \(more came in/,
  );
  bench.open = true;
  await until(() => bench.bodies().at(-1) === '19999');
  const lost = Number(/\d+/.exec(bench.told[0]!)![0]);
  expect(bench.bodies()[0]).toBe(String(lost));
});

test('a line that is read again is the same record, so that Loki keeps it once', async () => {
  const bench = await start();
  bench.say('orders', 'panic: no luck', 1_767_225_600_123);
  await until(() => bench.bodies().length === 1);
  await wait(20);
  bench.say('orders', 'panic: no luck', 1_767_225_600_123);
  await until(() => bench.bodies().length === 2);
  expect(bench.times()).toEqual(Array(4).fill('1767225600123000000'));
});

test('the bounded lines never hold more than their room', () => {
  const lines = boundedLines(5000);
  const added = Array.from({ length: 100 }, (_, number) => lineOf('orders', 'x'.repeat(number)));
  const dropped = added.reduce((sum, line) => sum + lines.add(line), 0);
  expect(lines.size()).toBe(100 - dropped);
  expect(lines.size()).toBeLessThanOrEqual(Math.floor(5000 / 400));
  expect(lines.first(1000)).toEqual(added.slice(dropped));
  lines.remove(lines.first(3));
  expect(lines.first(1)).toEqual([added[dropped + 3]]);
});

function lineOf(part: Part, text: string, written?: number): LogLine {
  return { part, time: Date.now(), text, ...(written && { written }) };
}

/** A Collector that notes what it is sent, and a forwarder before it. */
async function start({ open = true } = {}) {
  const ending = new AbortController();
  const events = new EventEmitter();
  const taken: string[] = [];
  const times: string[] = [];
  const bench = {
    open,
    status: 200,
    requests: 0,
    told: [] as string[],
    say: (part: Part, text: string, written?: number) =>
      void events.emit('line', lineOf(part, text, written)),
    bodies: () => taken,
    /** When each happened and when it was received, as they came. */
    times: () => times,
  };
  const answer = (body: string, response: ServerResponse) => {
    bench.requests += 1;
    if (bench.status === 200) {
      const records = recordsOf(body);
      taken.push(...records.map((record) => record.body.stringValue));
      times.push(...records.flatMap((record) => [record.timeUnixNano, record.observedTimeUnixNano]));
    }
    response.writeHead(bench.status).end(bench.status === 404 ? '404 page not found' : '');
  };
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (data) => {
      body += data;
    });
    request.on('end', () => answer(body, response));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    ending.abort();
    server.closeAllConnections();
    server.close();
  });
  forwardLogs({
    follow: (listener) => void events.on('line', listener),
    otlpHttp: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    isOpen: () => bench.open,
    notify: (text) => bench.told.push(text),
    signal: ending.signal,
  });
  return bench;
}

interface SentRecord {
  timeUnixNano: string;
  observedTimeUnixNano: string;
  body: { stringValue: string };
}

function recordsOf(request: string): SentRecord[] {
  const { resourceLogs } = JSON.parse(request) as {
    resourceLogs: { scopeLogs: { logRecords: SentRecord[] }[] }[];
  };
  return resourceLogs.flatMap(({ scopeLogs }) => scopeLogs.flatMap(({ logRecords }) => logRecords));
}

async function until(condition: () => boolean): Promise<void> {
  for (const end = Date.now() + 8000; !condition(); await wait(20)) {
    if (Date.now() > end) throw new Error('it did not come about');
  }
}
