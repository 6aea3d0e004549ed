import { expect, test } from 'vitest';
import { livePipelines, servicesReceivers } from '#grading/experiments/pipeline/live-pipelines.ts';
import {
  roomOfBlocking,
  samplingWait,
  soonestDecision,
} from '#grading/experiments/pipeline/tail-samplers.ts';
import type { CollectorGraph } from '#runtimes/runtime.ts';
import { graphOf } from './graph.ts';

const pipe = (receivers: string[], processors: string[] = []) => ({
  ...{ receivers, processors },
  exporters: ['debug', 'debug'],
});

test('spans enter pipelines for traces whose receiver listens where the services send', () => {
  const graph = graphOf({
    receivers: {
      otlp: { protocols: { http: { endpoint: '0.0.0.0:5318' } } },
      'otlp/calls': { protocols: { grpc: { endpoint: '127.0.0.1:5317' }, http: null } },
    },
    pipelines: {
      'traces/shop': pipe(['otlp', 'otlp']),
      'traces/other': pipe(['otlp/calls']),
      metrics: pipe(['otlp']),
    },
  });
  expect(servicesReceivers(graph)).toEqual(['otlp']);
  expect(livePipelines(graph)).toEqual([
    { name: 'traces/shop', receivers: ['otlp'], processors: [], exporters: ['debug'] },
  ]);
});

test.each([
  [{ decision_wait: 2e9 }, 2000],
  [{ decision_wait: '1m30s' }, 90_000],
  [{}, 30_000],
  [null, 30_000],
])('a sampler’s wait is read from %j', (settings, wait) => {
  const pipelines = { traces: pipe(['otlp'], ['tail_sampling/late']) };
  expect(samplingWait(graphOf({ pipelines, processors: { 'tail_sampling/late': settings } }))).toBe(wait);
});

test.each([
  [{ decision_wait: 2e9 }, 2000],
  [{ decision_wait: '3500ms' }, 3000],
  [{ decision_wait: '500ms' }, 1000],
  [{ decision_wait: '10s', decision_wait_after_root_received: '3s' }, 3000],
  [{ decision_wait: 5e9, decision_wait_after_root_received: 0 }, 5000],
  [{ decision_wait: 2e9, decision_wait_after_root_received: 4e9 }, 2000],
  [{}, 30_000],
])('the soonest decision on a trace with a root is read from %j', (settings, soonest) => {
  const pipelines = { traces: pipe(['otlp'], ['tail_sampling']) };
  expect(soonestDecision(graphOf({ pipelines, processors: { tail_sampling: settings } }))).toBe(soonest);
  expect(soonestDecision(graphOf({ processors: { tail_sampling: settings } }))).toBeUndefined();
});

test('a sampler that lets nothing in when it is full is told by its settings, with its room', () => {
  const roomOf = (settings: object) =>
    roomOfBlocking(
      graphOf({
        pipelines: { traces: pipe(['otlp'], ['tail_sampling']) },
        processors: { tail_sampling: settings },
      }),
    );
  expect(roomOf({ block_on_overflow: true, num_traces: 50 })).toBe(50);
  expect(roomOf({ block_on_overflow: true })).toBe(50_000);
  expect(roomOf({ num_traces: 50 })).toBeUndefined();
});

test('two samplers in one pipeline wait one after the other, and those of two pipelines at once', () => {
  const [two, five] = [{ decision_wait: 2e9 }, { decision_wait: 5e9 }];
  const processors = { 'tail_sampling/two': two, 'tail_sampling/five': five };
  const [first, second] = Object.keys(processors) as [string, string];
  const waitOf = (pipelines: CollectorGraph['pipelines']) => samplingWait(graphOf({ pipelines, processors }));
  expect(waitOf({ traces: pipe(['otlp'], [first, second]) })).toBe(7000);
  expect(waitOf({ traces: pipe(['otlp'], [first]), 'traces/rest': pipe(['otlp'], [second]) })).toBe(5000);
});

test('a sampler that no pipeline in the way names is not waited for', () => {
  expect(samplingWait(graphOf({ processors: { tail_sampling: {} } }))).toBeUndefined();
});
