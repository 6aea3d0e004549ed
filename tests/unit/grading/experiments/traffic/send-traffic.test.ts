import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { planTraffic } from '#grading/experiments/traffic/plan-traffic.ts';
import { sendTraffic } from '#grading/experiments/traffic/send-traffic.ts';
import type { Endpoints } from '#system/endpoints.ts';

interface Seen {
  at: number;
  asked: string;
  traceparent: string | undefined;
}

let server: Server;
let seen: Seen[] = [];
const never = new AbortController().signal;

beforeAll(async () => {
  server = createServer((request: IncomingMessage, answer) => {
    const { method, url, headers } = request;
    seen.push({ at: Date.now(), asked: `${method} ${url}`, traceparent: headers['traceparent'] as string });
    request.resume();
    answer.writeHead(method === 'POST' ? 201 : 200).end('{}');
  }).listen(0, '127.0.0.1');
  await new Promise((listening) => server.once('listening', listening));
});
beforeEach(() => (seen = []));
afterAll(() => server.close());

function endpoints(): Endpoints {
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { storefront: url, catalog: url, orders: url } as Endpoints;
}

test('a second request of a trace goes to catalog, so long after the answer of the first', async () => {
  const planned = planTraffic([
    { label: 'two', count: 1, ids: 'anywhere', books: ['b-100'], again: 120 },
    { label: 'one', count: 2, ids: 'none' },
  ]);
  const answers = await sendTraffic({ endpoints }, planned, never);
  const two = planned.find(({ group }) => group.label === 'two')!;
  const ofTrace = seen.filter(({ traceparent }) => traceparent === two.probe.header);
  expect(ofTrace.map(({ asked }) => asked)).toEqual(['POST /checkout', 'GET /books/b-100']);
  // A timer may be a millisecond early.
  expect(ofTrace[1]!.at - answers.get(two)!.answered).toBeGreaterThanOrEqual(119);
  expect(answers.get(two)).toMatchObject({ status: 201 });
  expect([seen.length, answers.size]).toEqual([4, 3]);
});

test('what has a pace comes after all others, at its times', async () => {
  const planned = planTraffic([
    { label: 'slowly', count: 2, ids: 'none', every: 60 },
    { label: 'at once', count: 3, ids: 'anywhere' },
  ]);
  const answers = await sendTraffic({ endpoints }, planned, never);
  expect(seen.map(({ traceparent }) => traceparent !== undefined)).toEqual([true, true, true, false, false]);
  const [first, second] = planned.filter(({ group }) => group.every).map((one) => answers.get(one)!.sent);
  const lastOfAll = Math.max(...[...answers].filter(([one]) => !one.group.every).map(([, { sent }]) => sent));
  // A second of quiet, and then each at its time, of which a timer may be a millisecond short.
  expect(first! - lastOfAll).toBeGreaterThanOrEqual(1000 + 60 - 1);
  expect(second! - lastOfAll).toBeGreaterThanOrEqual(1000 + 120 - 1);
});

test('it ends when the check is cancelled, between two requests of a trace too', async () => {
  const cancelled = new AbortController();
  const planned = planTraffic([{ label: 'two', count: 1, ids: 'anywhere', again: 5000 }]);
  setTimeout(() => cancelled.abort(new Error('cancelled')), 100);
  await expect(sendTraffic({ endpoints }, planned, cancelled.signal)).rejects.toThrow(/abort|cancelled/);
  expect(seen).toHaveLength(1);
});
