import { describe, expect, test } from 'vitest';
import { fillVerdict } from '#bench/checks/fill-verdict.ts';
import { loadFindings } from '#course/load/load-findings.ts';
import { collectorUnreached } from '#grading/bench-faults/collector-unreached.ts';
import { passedCheckout } from '#grading/experiments/checkout/passed-checkout.ts';
import { missingSpanChecks } from '#grading/findings/missing-spans/missing-span-checks.ts';
import { firstFinding } from '#grading/first-finding.ts';
import type { Part } from '#system/part-names.ts';
import { judgeObservation } from '../../../judge-observation.ts';
import { observed } from '../../../labs/bookstore-spans.ts';
import { places } from '../../observations.ts';

const own = 'http://collector.tracing:4318';
const said = (error: string, part: Part = 'orders') => ({
  part,
  time: 0,
  text: '',
  fields: { msg: 'telemetry problem', error: `traces export: ${error}` },
});

describe('a service that sends to the bench’s Collector and reaches nobody', () => {
  test.each([
    [`Post "${own}/v1/traces": dial tcp 10.96.6.121:4318: connect: no route to host`],
    [`Post "${own}/v1/traces": dial tcp 10.96.6.121:4318: connect: connection refused`],
    [`Post "${own}/v1/traces": dial tcp: lookup collector.tracing on 10.96.0.10:53: i/o timeout`],
    [`Post "${own}/v1/traces": EOF`],
    [`Post "${own}/v1/traces": read tcp 10.0.0.1:5->10.0.0.2:4318: read: connection reset by peer`],
  ])('%s', (error) => {
    expect(collectorUnreached([said(error)], own)).toEqual({
      service: 'orders',
      error: `traces export: ${error}`,
    });
  });
});

describe('is not one that', () => {
  test.each([
    ['sends elsewhere', 'Post "http://127.0.0.1:9/v1/traces": dial tcp 127.0.0.1:9: connection refused'],
    ['takes another path', `Post "${own}/traces": EOF`],
    ['is refused', `failed to send to ${own}/v1/traces: 404 Not Found`],
    ['gives itself no time', `Post "${own}/v1/traces": context deadline exceeded`],
    ['was told to stop', `Post "${own}/v1/traces": context canceled`],
  ])('%s', (_, error) => {
    expect(collectorUnreached([said(error)], own)).toBeUndefined();
  });

  test('is the Collector or another part of the stack', () => {
    expect(collectorUnreached([said(`Post "${own}/v1/traces": EOF`, 'tempo')], own)).toBeUndefined();
  });
});

test('spans lost that way are the bench’s fault, whatever is missing', async () => {
  const error = `traces export: Post "${own}/v1/traces": EOF`;
  const seen = { ...observed(), unreached: { service: 'orders' as const, error } };
  const judgement = judgeObservation(seen, firstFinding(missingSpanChecks, passedCheckout));
  const verdict = fillVerdict(judgement, await loadFindings(places.labs, 'split-trace'), 'break');
  expect(verdict).toMatchInlineSnapshot(`
    {
      "evidence": [
        {
          "kind": "backend",
          "name": "collector",
          "note": "orders could not reach the Collector, and its spans were lost: traces export: Post "http://collector.tracing:4318/v1/traces": EOF",
        },
      ],
      "expected": "Every part of the bench works from the first to the last moment of a check.",
      "finding": "bench-broken",
      "next": "Wait until collector is ready again, or restart it, and check again.",
      "observed": "The part “collector” is at fault: orders could not reach the Collector, and its spans were lost: traces export: Post "http://collector.tracing:4318/v1/traces": EOF",
      "stage": "orders: its exporter sends",
      "status": "broken",
      "title": "The bench failed during the check; this says nothing about your work",
      "where": undefined,
    }
  `);
});
