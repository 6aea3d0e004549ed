import { describe, expect, test } from 'vitest';
import { newProbe } from '#grading/experiments/checkout/probes/probe.ts';
import { traceIdsIn } from '#grading/experiments/own-traces/answered-ids.ts';
import { foundInLines, linesByTrace, newest } from '#grading/experiments/own-traces/find-own.ts';
import { keptOwnTraces } from '#grading/experiments/own-traces/observation.ts';
import { ownTraces } from '#grading/experiments/own-traces/own-traces.ts';
import { type OwnTraces, ownTraceOf } from '#grading/experiments/own-traces/seen.ts';
import { stillGrowing } from '#grading/experiments/own-traces/still-growing.ts';
import type { LogLine } from '#runtimes/runtime.ts';
import { healthy, trace } from '../../../../labs/bookstore-spans.ts';

const ID = '4bf92f3577b34da6a3ce929d0e0e4736';
const shop = [...healthy.storefront, ...healthy.catalog, ...healthy.orders, ...healthy.worker];

function line(traceId: string, flags = '01', time = 1000): LogLine {
  const fields = { level: 'INFO', msg: 'order received', trace_id: traceId, trace_flags: flags };
  return { part: 'orders', time, text: JSON.stringify(fields), fields };
}

describe('a trace id in an answer', () => {
  test('is found among others, also in a group of answers; a span id and a number are none', () => {
    const answers = {
      ...{ service: 'catalog', span: '00f067aa0ba902b7', wait: 805, empty: '', none: undefined },
      ...{ zeros: { sent: `00-${'0'.repeat(32)}-00f067aa0ba902b7-01`, recorded: ID }, again: ID },
    };
    expect(traceIdsIn(answers)).toEqual([ID]);
  });
});

describe('the traces of a learner', () => {
  const own = newProbe().traceId;
  const byTrace = linesByTrace({
    logs: (part) =>
      part === 'orders'
        ? [line(trace('B'), '01', 3000), line(trace('A'), '01', 2000), line(trace('old'), '01', 10)]
        : part === 'storefront'
          ? [line(own, '01', 2500), line('not an id', '01', 2500), line(trace('A'), '01', 1999)]
          : part === 'payments-worker'
            ? [{ ...line(trace('old'), '01', 1100), part }]
            : [],
  });

  test('are those that log lines of the step’s time name, without those of a check', () => {
    expect(foundInLines(byTrace, 1000)).toEqual([
      { traceId: trace('A'), start: 1999 },
      { traceId: trace('B'), start: 3000 },
    ]);
  });

  test('are the newest where there are too many', () => {
    const found = [5, 3, 4, 3].map((start) => ({ traceId: `t${start}`, start }));
    expect(newest(found)).toEqual({ ids: ['t3', 't4', 't5'], more: false });
    expect(newest(found, 2)).toEqual({ ids: ['t4', 't5'], more: true });
  });

  test('have a line each that names them, in the order of time', () => {
    expect(byTrace.get(trace('A'))!.map(({ time }) => time)).toEqual([1999, 2000]);
  });
});

const probe = newProbe();
const well: OwnTraces = {
  traces: [
    ownTraceOf({
      ...{ traceId: trace('T'), answered: true, spans: shop, growing: false },
      lines: [line(trace('T'), '03'), line(trace('T'), '01')],
    }),
    ownTraceOf({
      ...{ traceId: trace('U'), answered: false, spans: [], growing: true },
      lines: [line(trace('U'), '00')],
    }),
  ],
  ...{
    more: false,
    spanIds: { '00f067aa0ba902b7': [trace('T')] },
    since: 1500,
    answers: { trace: 'T', number: 3 },
  },
  control: {
    ...{ probe, answer: { status: 201, body: '{}', sent: 1, answered: 2 }, stored: true, whole: true },
    spans: [],
  },
  exportErrors: { orders: 'traces export: refused' },
};
const { trouble, traces } = ownTraces();
const troubleOf = (control: Partial<OwnTraces['control']>, more: Partial<OwnTraces> = {}) => {
  const found = trouble({ ...well, ...more, control: { ...well.control, ...control } });
  return found && `${found.status} ${found.values?.part} ${found.stage}: ${found.values?.reason}`;
};

describe('what was seen', () => {
  test('says what the log says of the sampled bit', () => {
    expect(well.traces.map(({ logged }) => logged)).toEqual([
      { sampled: true, unsampled: false },
      { sampled: false, unsampled: true },
    ]);
  });

  test('says which requests were a check’s', () => {
    const facts = { answered: true, spans: [], lines: [], growing: false };
    expect(ownTraceOf({ ...facts, traceId: probe.traceId }).byCheck).toBe(true);
    expect(well.traces.map(({ byCheck }) => byCheck)).toEqual([false, false]);
  });

  test('is the same after it was kept in a file', () => {
    const kept = JSON.parse(JSON.stringify(keptOwnTraces.fold(well))) as unknown;
    const read = keptOwnTraces.unfold(kept);
    const plain = (seen: OwnTraces) => ({
      ...seen,
      traces: seen.traces.map(({ tree, ...one }) => ({ ...one, roots: [...tree.roots, ...tree.orphans] })),
    });
    expect(plain(read)).toEqual(plain(well));
  });

  test('leads from the check’s own trace to the control and the learner’s', () => {
    expect(traces(well).map(({ traceId }) => traceId)).toEqual([probe.traceId, trace('T')]);
  });
});

describe('nothing is said of the learner’s traces', () => {
  test('unless the control proves that they would be there', () => expect(troubleOf({})).toBeUndefined());

  test('when the store lost a span', () => {
    expect(troubleOf({ stored: false, problem: 'connection refused' })).toMatchInlineSnapshot(
      `"broken tempo tempo: stores spans: connection refused"`,
    );
    expect(troubleOf({ stored: false })).toMatch(/was not found$/);
  });

  test('when the search failed', () => {
    expect(troubleOf({}, { searchProblem: 'no answer within 5000 ms' })).toMatchInlineSnapshot(
      `"broken tempo search: finds what is stored: no answer within 5000 ms"`,
    );
  });

  test('when the shop lost the check’s checkout and nobody has edited it', () => {
    const spans = healthy.storefront;
    expect(troubleOf({ whole: false, spans })).toMatchInlineSnapshot(
      `"broken collector collector: sends spans on: a checkout that Spanwise sent left spans of storefront only, and nothing in the shop was changed"`,
    );
    const answer = { ...well.control.answer, status: 503 };
    expect(troubleOf({ whole: false, answer })).toMatch(/storefront .* it answered 503$/);
    const unreached = { service: 'orders', error: 'dial tcp' } as const;
    expect(troubleOf({ whole: false }, { unreached })).toMatch(
      /^broken collector orders: its exporter sends/,
    );
  });

  test('which a lab with edits leaves to its judge', () => {
    const edited = ownTraces({ shopIsGiven: false });
    expect(edited.trouble({ ...well, control: { ...well.control, whole: false } })).toBeUndefined();
  });
});

test('a judge says of a trace that grows to try again', () => {
  const [settled, growing] = well.traces;
  expect(stillGrowing(settled!)).toBeUndefined();
  expect(stillGrowing(growing!)).toMatchObject({ status: 'inconclusive', finding: 'not-settled' });
});
