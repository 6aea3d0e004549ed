import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { layOver, type ModuleFiles } from '#bench/workspace/module-files.ts';
import { gradeJob } from '#cli/prove/grade-job.ts';
import { openStack, type Stack } from '#cli/prove/stack.ts';
import type { StepAnswers } from '#course/answers/answer.ts';
import type { Verdict } from '#course/verdict.ts';
import { ownTraces } from '#grading/experiments/own-traces/own-traces.ts';
import type { OwnTraces } from '#grading/experiments/own-traces/seen.ts';
import { stillGrowing } from '#grading/experiments/own-traces/still-growing.ts';
import type { Traffic } from '#grading/experiments/traffic/seen.ts';
import { chooseFolders } from '#runtimes/state/folders.ts';
import { removeState } from '#runtimes/state/remove-state.ts';
import { exportSpans } from '#telemetry/otlp/export-span.ts';
import { newSpanId, newTraceId } from '#telemetry/trace/ids.ts';
import { keySpan, ownTimeOfServices } from '#telemetry/trace/own-time.ts';
import { labsOfEveryKind, removeLabs } from '../labs-in-turn.ts';

// What the experiments see on a bench that runs: one over a learner's own requests, one with many of the check's own.
const never = new AbortController().signal;
const fixtures = await labsOfEveryKind([]);
let stack: Stack;
let bookstore: ModuleFiles;

beforeAll(async () => {
  const state = join(mkdtempSync(join(tmpdir(), 'spanwise-experiments-')), 'state');
  bookstore = await layOver(new Map(), resolve(import.meta.dirname, '../../labs/bookstore'));
  stack = await openStack({ state }, bookstore, () => undefined, never);
});

afterAll(async () => {
  await removeLabs(fixtures);
  await stack?.close();
  if (stack) await removeState(chooseFolders({ port: 0, state: stack.stateFolder }));
});

describe('the learner’s own traces', () => {
  let since: number;

  /** Sends a checkout as a learner does; without a header the shop begins the trace. */
  async function buy(book: string, header?: string): Promise<void> {
    const answer = await fetch(`${stack.runtime.endpoints().storefront}/checkout`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(header && { traceparent: header }) },
      body: JSON.stringify({ bookId: book, card: '4242424242424242' }),
    });
    expect(answer.status).toBe(201);
    await answer.text();
  }

  async function see(
    options: Parameters<typeof ownTraces>[0],
    typed: Record<string, string> = {},
  ): Promise<OwnTraces> {
    const { runtime, workspace } = stack;
    const answers: StepAnswers = Object.fromEntries(
      Object.entries(typed).map(([id, text]) => [id, { kind: 'text' as const, typed: text, value: text }]),
    );
    const bench = { runtime, workspace, setup: { parts: [] }, answers, since, progress: () => undefined };
    const experiment = ownTraces(options);
    const seen = await experiment.run(bench, never);
    expect(experiment.trouble(seen)).toBeUndefined();
    return seen;
  }

  beforeAll(async () => {
    // What was left before the step began is not the learner's attempt.
    await buy('b-200');
    since = Date.now() + 1;
  });

  test('are read by the ids that were answered, each with what the log says of it', async () => {
    const [slow, unsampled, unknown] = [newTraceId(), newTraceId(), newTraceId()];
    await buy('b-900', `00-${slow}-${newSpanId()}-01`);
    await buy('b-100', `00-${unsampled}-${newSpanId()}-00`);
    // The answer comes at once after the request, as from a learner who presses the button without looking.
    const { traces } = await see({}, { slow: slow.toUpperCase(), unsampled, unknown, service: 'catalog' });
    expect(
      traces.map(({ traceId, spans, lines, logged, growing }) => ({
        ...{ traceId, logged, growing },
        spans: new Set(spans.map(({ service }) => service)).size,
        lines: lines.length > 0,
      })),
    ).toEqual([
      { traceId: slow, spans: 4, lines: true, logged: { sampled: true, unsampled: false }, growing: false },
      {
        traceId: unsampled,
        spans: 0,
        lines: true,
        logged: { sampled: false, unsampled: true },
        growing: false,
      },
      {
        traceId: unknown,
        spans: 0,
        lines: false,
        logged: { sampled: false, unsampled: false },
        growing: false,
      },
    ]);
    expect(traces.map(stillGrowing)).toEqual([undefined, undefined, undefined]);
    const [trace] = traces;
    const top = trace!.spans.find(({ service, kind }) => service === 'storefront' && kind === 'server')!;
    const { key } = keySpan(trace!.tree, top);
    expect([key.span.service, key.span.kind]).toEqual(['catalog', 'client']);
    const own = ownTimeOfServices(trace!.tree, top);
    expect([...own.values()].reduce((sum, one) => sum + one)).toBeCloseTo(top.duration, -1);
  });

  test('are found since the step began: by log lines and by the store, without those of checks', async () => {
    const [alone, parent] = [newTraceId(), newSpanId()];
    await buy('b-300');
    // A span that no service logs, of a trace of its own.
    const span = { name: 'by hand', startTime: Date.now(), endTime: Date.now() + 1, attributes: {} };
    await exportSpans(
      stack.runtime.endpoints().otlpHttp,
      [{ ...span, traceId: alone, spanId: parent }],
      never,
    );
    const seen = await see({ sinceBegun: true, spanIds: () => [parent] });
    expect(seen.traces.map(({ answered, byCheck }) => [answered, byCheck])).toEqual(
      Array.from({ length: 3 }, () => [false, false]),
    );
    expect(seen.traces.map(({ spans }) => spans.length > 0)).toEqual([true, false, true]);
    expect(seen.spanIds).toEqual({ [parent]: [alone] });
    expect(seen.control).toMatchObject({ stored: true, whole: true });
  });
});

describe('many requests', () => {
  let seen: Traffic;

  async function verdictOf(answer?: string): Promise<Verdict> {
    const lab = join(fixtures, 'shares');
    const start = await layOver(bookstore, join(lab, 'start'));
    const files = answer ? await layOver(start, join(lab, answer)) : start;
    const observed = (what: unknown) => {
      seen = what as Traffic;
    };
    const job = { lab: 'shares', step: 'agree', files };
    return (await gradeJob(fixtures, stack, job, () => undefined, never, observed)).verdict;
  }

  test('show the holes that samplers of their own leave', async () => {
    expect(await verdictOf()).toMatchObject({ status: 'fail', finding: 'holes-in-traces' });
    const holed = seen.requests.find(({ stored }) => stored.outcome === 'holes')!;
    expect(holed.stored.missing).not.toEqual([]);
    expect(seen.samples.length).toBeGreaterThan(0);
  });

  test('find a quarter, whole, where the first service decides', async () => {
    expect(await verdictOf('solution/agree')).toMatchObject({ status: 'pass' });
    expect(seen.requests).toHaveLength(118);
    expect(seen.requests.every(({ logs }) => logs.length === 4)).toBe(true);
    expect(seen.control).toEqual({ stored: true });
    expect(seen.collector!.accepted.length).toBeGreaterThan(0);
  });

  test('with chosen ids show what plain traffic hides', async () => {
    const verdict = await verdictOf('mistakes/agree/flag-ignored.same-ratio-everywhere');
    expect(verdict).toMatchObject({ finding: 'flag-ignored', observed: '01, high: 0 of 3 are stored.' });
  });

  test('tell all of them from a quarter', async () => {
    const verdict = await verdictOf('mistakes/agree/rate-off.everything');
    expect(verdict).toMatchObject({ finding: 'rate-off', observed: '100 of 100 were kept.' });
  });
});
