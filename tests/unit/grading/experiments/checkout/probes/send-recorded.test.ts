import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { planProbes } from '#grading/experiments/checkout/probes/plan-probes.ts';
import { sendRecorded } from '#grading/experiments/checkout/probes/send.ts';
import type { Endpoints } from '#system/endpoints.ts';
import { decodeTrace } from '#telemetry/otlp/decode-trace.ts';

test('the span that a request names as its parent covers the whole of it, and is stored when it has ended', async () => {
  const came: { url: string; at: number; body: string }[] = [];
  const served = { from: 0, to: 0 };
  const server = createServer(async (request, answer) => {
    came.push({ url: request.url!, at: Date.now(), body: await text(request) });
    if (request.url!.startsWith('/books')) {
      served.from = Date.now();
      await wait(30);
      served.to = Date.now();
    }
    answer.end('{}');
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  onTestFinished(() => void server.close());
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const planned = planProbes().catalog;

  const answer = await sendRecorded(
    { catalog: url, tempoOtlp: url } as unknown as Endpoints,
    planned,
    'check: straight to catalog',
    new AbortController().signal,
  );

  expect(answer.status).toBe(200);
  expect(came.map((one) => one.url)).toEqual([expect.stringMatching(/^\/books\//), '/v1/traces']);
  const [span] = decodeTrace(JSON.parse(came[1]!.body));
  expect(span).toMatchObject({
    traceId: planned.probe.traceId,
    spanId: planned.probe.spanId,
    kind: 'client',
    service: 'spanwise',
  });
  expect(span!.startTime).toBeLessThanOrEqual(served.from);
  // Whole milliseconds: what ended within the last one has ended before the next.
  expect(span!.startTime + span!.duration).toBeGreaterThan(served.to);
});
