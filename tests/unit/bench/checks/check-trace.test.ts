import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test, vi } from 'vitest';
import { traceCheck } from '#bench/checks/check-trace.ts';
import type { Verdict } from '#course/verdict.ts';
import { checkout } from '#grading/experiments/checkout/checkout.ts';
import { checkoutModelsOf } from '#grading/experiments/checkout/model/checkout-model.ts';
import { decodeTrace } from '#telemetry/otlp/decode-trace.ts';
import type { Span } from '#telemetry/trace/span.ts';
import { observed } from '../../../labs/bookstore-spans.ts';

const verdict: Verdict = {
  status: 'fail',
  finding: 'still-joined',
  title: '',
  observed: '',
  expected: '',
  evidence: [],
};
const closing: (() => unknown)[] = [];
afterEach(() => Promise.all(closing.splice(0).map((close) => close())));

/** An OTLP/HTTP receiver that answers with `status`, or never. */
async function receiver(status?: number) {
  const received: Span[] = [];
  const server = createServer((request, answer) => {
    let body = '';
    request.on('data', (chunk) => {
      body += chunk;
    });
    request.on('end', () => {
      received.push(...decodeTrace(JSON.parse(body)));
      if (status) answer.writeHead(status).end('{}');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closing.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, received };
}

test('its times are those of the system’s clock, as the services’ are, also after a machine has slept', async () => {
  const { url, received } = await receiver(200);
  const slept = Date.now() + 8 * 3_600_000;
  const clock = vi.spyOn(Date, 'now').mockReturnValue(slept);
  const trace = traceCheck('split-trace', 'break');
  trace.phase('Building');
  clock.mockRestore();
  await trace.send(url, verdict);
  for (const { startTime, duration } of received) {
    expect(Math.abs(startTime - slept)).toBeLessThan(5_000);
    expect(duration).toBeLessThan(5_000);
  }
  expect(received.length).toBe(2);
});

test('a check is a trace: its phases below it, a link to each probe, the verdict as attributes', async () => {
  const { url, received } = await receiver(200);
  const attempt = observed();
  const trace = traceCheck('split-trace', 'break');
  trace.phase('Building');
  trace.observed(attempt, checkout().traces(attempt));
  trace.phase('Looking');
  const traceId = await trace.send(url, verdict);

  const [root, ...phases] = received;
  expect(root).toMatchObject({
    traceId,
    name: 'check split-trace/break',
    service: 'spanwise',
    kind: 'internal',
    attributes: { 'spanwise.verdict': 'fail', 'spanwise.finding': 'still-joined' },
  });
  expect(root!.parentSpanId).toBeUndefined();
  expect(phases.map(({ name, parentSpanId }) => [name, parentSpanId])).toEqual([
    ['Building', root!.spanId],
    ['Looking', root!.spanId],
  ]);
  expect(root!.links.map(({ traceId, spanId }) => [traceId, spanId])).toEqual(
    [...attempt.checkouts, attempt.orders, attempt.catalog].map(({ probe }) => [probe.traceId, probe.spanId]),
  );
});

test('what Spanwise records is counted by no finding', async () => {
  const { url, received } = await receiver(200);
  const attempt = observed();
  const trace = traceCheck('split-trace', 'break');
  trace.phase('Building');
  await trace.send(url, verdict);
  const [first] = attempt.checkouts;
  const checkouts = [{ ...first!, spans: [...first!.spans, ...received] }];
  const [model] = checkoutModelsOf({ ...attempt, checkouts });
  expect(received).toHaveLength(2);
  expect(model!.checkout.spans.map(({ service }) => service)).not.toContain('spanwise');
  expect(model!.checkout.tree.roots).toHaveLength(1);
});

test('a Collector that refuses, is away or never answers costs the trace and nothing else', async () => {
  const gone = await receiver(200);
  await closing.pop()!();
  for (const url of [(await receiver(503)).url, gone.url, (await receiver()).url]) {
    const began = performance.now();
    expect(await traceCheck('split-trace', 'break').send(url, verdict)).toBeUndefined();
    expect(performance.now() - began).toBeLessThan(1500);
  }
});
