import { spanFact, traceFact } from '#grading/evidence.ts';
import { answerTo } from '#grading/experiments/own-traces/answer-to.ts';
import { judgeOf } from '#grading/experiments/own-traces/judge-of.ts';
import type { OwnTrace, OwnTraces } from '#grading/experiments/own-traces/seen.ts';
import type { Judgement } from '#grading/judgement.ts';
import { arrivals } from './arrivals.ts';

const GIVES = [
  'trace-not-found',
  'wrong-door',
  'same-trace-twice',
  'not-a-new-trace',
  'wrong-class',
  'pass',
] as const;
type Id = (typeof GIVES)[number];

/** What each of the three headers has to be like, and how a verdict calls it. */
const CLASSES = [
  {
    id: 'zeros',
    name: 'an id of zeros',
    is: /^[0-9a-f]{2}-(?:0{32}-[0-9a-f]{16}|[0-9a-f]{32}-0{16})-[0-9a-f]{2}$/,
  },
  {
    id: 'capital',
    name: 'a capital letter',
    is: /^[0-9a-f]{2}-(?=[0-9a-f]*[A-F]|[0-9a-f]{32}-[0-9a-f]*[A-F])[0-9a-fA-F]{32}-[0-9a-fA-F]{16}-[0-9a-f]{2}$/,
  },
  { id: 'version', name: 'the version ff', is: /^ff-/i },
] as const;

/** Judges whether three headers of three kinds were refused, each in a checkout of its own. */
export const refusedHeaders = judgeOf(GIVES, (seen) => {
  const found = CLASSES.map((wanted) => ({ wanted, ...recorded(seen, wanted.id) }));
  for (const { wanted, trace, traceId } of found) {
    const problem = trace ? notOfClass(seen, trace, wanted) : notFound(traceId, wanted.name);
    if (problem) return problem;
  }
  if (new Set(found.map(({ traceId }) => traceId)).size < CLASSES.length)
    return {
      status: 'fail',
      finding: 'same-trace-twice',
      evidence: [traceFact(found[0]!.traceId, 'storefront', 'It stands for two of the three.')],
    };
  return {
    ...{ status: 'pass', finding: 'pass' },
    evidence: found.map(({ trace, wanted }) => {
      const note = `It was sent ${receivedBy(seen, trace!)} (${wanted.name}), and began this trace as its root.`;
      return spanFact(serverOf(trace!)!, note);
    }),
  };
});

function recorded(seen: OwnTraces, question: string): { traceId: string; trace: OwnTrace | undefined } {
  const { value, digits } = answerTo(seen, question, 'trace');
  const trace = seen.traces.find((one) => one.traceId === value && one.spans.length + one.lines.length > 0);
  return { traceId: value ?? digits, trace };
}

function notFound(traceId: string, name: string): Judgement<Id> {
  const note = 'Tempo has no span with this id, and no service logged it.';
  return {
    ...{ status: 'fail', finding: 'trace-not-found', values: { traceId, name } },
    evidence: /^[0-9a-f]{32}$/.test(traceId) ? [traceFact(traceId, 'tempo', note)] : [],
  };
}

function notOfClass(
  seen: OwnTraces,
  trace: OwnTrace,
  { name, is }: (typeof CLASSES)[number],
): Judgement<Id> | undefined {
  const received = receivedBy(seen, trace);
  const server = serverOf(trace);
  const fail = (finding: Id, detail: string): Judgement<Id> => ({
    ...{ status: 'fail', finding, values: { name, detail, received: received ?? 'none' } },
    evidence: [server ? spanFact(server, detail) : traceFact(trace.traceId, 'storefront', detail)],
  });
  if (!server && received === undefined) return fail('wrong-door', 'storefront has no span in this trace.');
  if (received === 'none') return fail('wrong-class', 'This checkout came without a traceparent.');
  if (received !== undefined && !is.test(received)) {
    const taken = server?.parentSpanId !== undefined;
    return fail('wrong-class', `storefront got ${received}${taken ? ', and went on with it' : ''}.`);
  }
  if (server?.parentSpanId !== undefined)
    return fail(
      'not-a-new-trace',
      `storefront’s span has the parent ${server.parentSpanId}: its header was taken.`,
    );
  return undefined;
}

function receivedBy(seen: OwnTraces, trace: OwnTrace): string | undefined {
  return arrivals(seen).find((one) => one.trace.traceId === trace.traceId)?.received;
}

function serverOf({ spans }: OwnTrace) {
  return spans.find(({ service, kind }) => service === 'storefront' && kind === 'server');
}
