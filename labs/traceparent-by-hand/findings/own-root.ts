import { spanFact, traceFact } from '#grading/evidence.ts';
import { judgeOf } from '#grading/experiments/own-traces/judge-of.ts';
import type { OwnTraces } from '#grading/experiments/own-traces/seen.ts';
import type { Judgement } from '#grading/judgement.ts';
import type { Span } from '#telemetry/trace/span.ts';
import type { SpanTree } from '#telemetry/trace/tree.ts';
import { notWhole, SENT_GIVES, TAKEN_GIVES, type Taken, takenTrace } from './sent-trace.ts';
import { SERVICES } from './services.ts';

const GIVES = [
  'parent-missing',
  'other-span-id',
  'root-in-another-trace',
  'root-has-a-parent',
  'wrong-time-unit',
  'root-too-short',
  'borrowed-name',
  'pass',
] as const;
type Id = (typeof GIVES)[number];

/** Milliseconds by which a span typed by hand may miss the ends of the checkout; clocks of one machine agree better. */
const SLACK = 5;
/** Before this no checkout was sent: milliseconds taken for nanoseconds are a moment in 1970. */
const LONG_AGO = Date.UTC(2000, 0, 1);

/** Judges the span that the learner made: the root under which the checkout hangs. */
export const ownRoot = judgeOf([...SENT_GIVES, ...TAKEN_GIVES, ...GIVES], (seen) => {
  const taken = takenTrace(seen);
  if ('status' in taken) return taken;
  return notWhole(taken) ?? rootOf(seen, taken);
});

function rootOf(seen: OwnTraces, { trace }: Taken): Judgement<Id> {
  const top = trace.spans.find(({ service, kind }) => service === 'storefront' && kind === 'server')!;
  // A learner may put spans of their own between the root and storefront.
  let root = trace.tree.parentOf(top);
  for (const met = new Set([top]); root && !met.has(root); root = trace.tree.parentOf(root)) {
    met.add(root);
    if (trace.tree.parentOf(root) === undefined) break;
  }
  if (!root) return missing(seen, trace.tree, top);
  const about = (finding: Id, note: string): Judgement<Id> => ({
    ...{ status: 'fail', finding, values: { note, service: root.service } },
    evidence: [spanFact(root, note), spanFact(top, 'The checkout.')],
  });
  if (root.parentSpanId !== undefined)
    return about('root-has-a-parent', `Your span names ${root.parentSpanId} as its parent.`);
  if (root.startTime < LONG_AGO || root.duration < 0 || root.startTime + root.duration < LONG_AGO)
    return about(
      'wrong-time-unit',
      `It begins on ${dayOf(root.startTime)} and ends on ${dayOf(root.startTime + root.duration)}.`,
    );
  const late = root.startTime - top.startTime;
  const early = top.startTime + top.duration - (root.startTime + root.duration);
  if (late > SLACK)
    return about('root-too-short', `It begins ${Math.round(late)} ms after storefront’s span.`);
  if (early > SLACK)
    return about('root-too-short', `It ends ${Math.round(early)} ms before storefront’s span.`);
  if (SERVICES.some((service) => service === root.service))
    return about('borrowed-name', `It says that ${root.service} made it.`);
  return {
    ...{ status: 'pass', finding: 'pass' },
    values: {
      name: root.name,
      service: root.service,
      traceId: trace.traceId,
      spans: String(trace.spans.length),
    },
    evidence: [
      spanFact(root, 'The root of the trace, made by hand.'),
      spanFact(top, 'Its parent is stored now.'),
    ],
  };
}

function missing(seen: OwnTraces, tree: SpanTree, top: Span): Judgement<Id> {
  const id = top.parentSpanId ?? '';
  const [elsewhere] = (seen.spanIds[id] ?? []).filter((traceId) => traceId !== top.traceId);
  const beside = [...tree.roots, ...tree.orphans].find((span) => span !== top && isMadeByHand(span));
  if (elsewhere === undefined && beside) {
    const values = { parentId: id, spanId: beside.spanId, name: beside.name, service: beside.service };
    return {
      ...{ status: 'fail', finding: 'other-span-id', values },
      evidence: [spanFact(beside, `Its span id is ${beside.spanId}.`), spanFact(top, `Its parent is ${id}.`)],
    };
  }
  if (elsewhere === undefined) {
    const note = `Its parent is ${id}, and no span with that id is stored.`;
    return {
      status: 'fail',
      finding: 'parent-missing',
      values: { parentId: id },
      evidence: [spanFact(top, note)],
    };
  }
  const note = `It holds a span with the id ${id}.`;
  return {
    ...{ status: 'fail', finding: 'root-in-another-trace', values: { parentId: id, traceId: elsewhere } },
    evidence: [traceFact(elsewhere, 'tempo', note), spanFact(top, 'The checkout, in its own trace.')],
  };
}

/** The SDKs of the shop name the library that made a span; a service's name may be borrowed. */
function isMadeByHand({ service, scope }: Span): boolean {
  return !scope || !SERVICES.some((one) => one === service);
}

function dayOf(time: number): string {
  const date = new Date(time);
  return Number.isNaN(date.getTime()) ? 'no day at all' : date.toISOString().slice(0, 10);
}
