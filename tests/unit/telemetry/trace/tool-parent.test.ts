import { expect, test } from 'vitest';
import { newTraceparent } from '#cli/lab/request/trace-header.ts';
import { newProbe } from '#grading/experiments/checkout/probes/probe.ts';
import { newTraceId } from '#telemetry/trace/ids.ts';
import { toolParentId } from '#telemetry/trace/tool-parent.ts';

test('the parent of a trace id is a span id, always the same, and another for another trace', () => {
  const traces = Array.from({ length: 500 }, () => newTraceId());
  const parents = traces.map(toolParentId);
  for (const parent of parents) expect(parent).toMatch(/^(?!0{16})[0-9a-f]{16}$/);
  expect(new Set(parents).size).toBe(500);
  expect(traces.map(toolParentId)).toEqual(parents);
  expect(toolParentId('4bf92f3577b34da6a3ce929d0e0e4736')).toMatchInlineSnapshot(`"be37040029fefb9a"`);
});

test('the headers of the command and of the page are known by it, and those of a check are not', () => {
  const isOurs = (header: string) => {
    const [, traceId = '', parentId] = header.split('-');
    return parentId === toolParentId(traceId);
  };
  expect(isOurs(newTraceparent())).toBe(true);
  expect(isOurs(newProbe({ byLearner: true }).header)).toBe(true);
  expect(isOurs(newProbe().header)).toBe(false);
});
