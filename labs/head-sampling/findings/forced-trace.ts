import { spanFact, traceFact } from '#grading/evidence.ts';
import { answerTo } from '#grading/experiments/own-traces/answer-to.ts';
import { judgeOf } from '#grading/experiments/own-traces/judge-of.ts';
import type { OwnTrace, OwnTraces } from '#grading/experiments/own-traces/seen.ts';
import { stillGrowing } from '#grading/experiments/own-traces/still-growing.ts';
import { randomPart } from '#grading/experiments/random-part.ts';
import type { Judgement } from '#grading/judgement.ts';
import { SERVICES } from '#system/part-names.ts';
import { listOf } from './decision.ts';
import { numberIn } from './facts.ts';
import { MOST } from './share.ts';

const GIVES = [
  'malformed-id',
  'trace-not-found',
  'not-settled',
  'not-yours',
  'trace-not-whole',
  'no-caller',
  'kept-by-the-draw',
  'pass',
] as const;
type Id = (typeof GIVES)[number];

/** Judges a trace that the learner forced into the store: a caller asked for it, and the ratio would have dropped it. */
export const forcedTrace = judgeOf<Id>(GIVES, (seen) => {
  const { value, digits, typed } = answerTo(seen, 'trace', 'trace');
  if (value === undefined)
    return { status: 'fail', finding: 'malformed-id', values: { typed: digits || typed }, evidence: [] };
  const trace = seen.traces.find(({ traceId }) => traceId === value);
  if (!trace || trace.spans.length + trace.lines.length === 0) return notFound(value);
  return stillGrowing(trace) ?? notYours(trace, seen) ?? notWhole(trace) ?? notForced(trace) ?? passed(trace);
});

function notFound(traceId: string): Judgement<Id> {
  const note = 'Tempo has no span with this id, and no service logged it.';
  return {
    ...{ status: 'fail', finding: 'trace-not-found', values: { traceId } },
    evidence: [traceFact(traceId, 'tempo', note)],
  };
}

function notYours(
  { traceId, byCheck, spans, lines }: OwnTrace,
  { since }: OwnTraces,
): Judgement<Id> | undefined {
  const times = [
    ...spans.filter(({ service }) => service === 'storefront').map(({ startTime }) => startTime),
    ...lines.filter(({ part }) => part === 'storefront').map(({ time }) => time),
  ];
  const isOlder = times.length > 0 && Math.max(...times) < since;
  if (!byCheck && !isOlder) return undefined;
  const whose = byCheck ? 'A check sent this request.' : 'It was sent before you began this step.';
  return {
    ...{ status: 'fail', finding: 'not-yours', values: { traceId, whose } },
    evidence: [traceFact(traceId, 'storefront', whose)],
  };
}

function notWhole({ traceId, spans, lines, logged }: OwnTrace): Judgement<Id> | undefined {
  const missing = SERVICES.filter((service) => !spans.some((span) => span.service === service));
  if (missing.length === 0) return undefined;
  const inLog = SERVICES.filter((service) => lines.some(({ part }) => part === service));
  const unsampled = logged.unsampled
    ? `, with trace_flags 00${logged.sampled ? ' in some of them' : ''}`
    : '';
  const detail =
    inLog.length === 0
      ? `${listOf(missing)} have no span in it.`
      : `No span of ${listOf(missing)} is in it. ${listOf(inLog)} logged this id${unsampled}.`;
  return {
    ...{ status: 'fail', finding: 'trace-not-whole', values: { traceId, detail } },
    evidence: [traceFact(traceId, missing[0]!, detail)],
  };
}

function notForced(trace: OwnTrace): Judgement<Id> | undefined {
  const { traceId } = trace;
  const x = randomPart(traceId);
  const values = { traceId, x: numberIn(traceId) };
  const [first] = entriesOf(trace);
  // A plain checkout that was kept by its id is both; what makes it no answer is that nobody asked for it.
  if (!forcedEntry(trace))
    return {
      ...{ status: 'fail', finding: 'no-caller', values },
      evidence: first ? [spanFact(first, 'It has no parent: storefront began this trace.')] : [],
    };
  if (x >= MOST) return undefined;
  return {
    ...{ status: 'fail', finding: 'kept-by-the-draw', values },
    evidence: [traceFact(traceId, 'storefront', `The number in its id is ${values.x}.`)],
  };
}

function passed(trace: OwnTrace): Judgement<Id> {
  const { traceId, spans } = trace;
  const entry = forcedEntry(trace)!;
  const values = { traceId, x: numberIn(traceId), spans: String(spans.length) };
  const note = `Its parent ${entry.parentSpanId} came with the request.`;
  return { ...{ status: 'pass', finding: 'pass', values }, evidence: [spanFact(entry, note)] };
}

function forcedEntry(trace: OwnTrace) {
  return entriesOf(trace).find(({ parentSpanId }) => parentSpanId !== undefined);
}

function entriesOf({ spans }: OwnTrace) {
  return spans.filter(({ service, kind }) => service === 'storefront' && kind === 'server');
}
