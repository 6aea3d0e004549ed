import { spanFact } from '#grading/evidence.ts';
import { judgeOf } from '#grading/experiments/own-traces/judge-of.ts';
import { notWhole, SENT_GIVES, TAKEN_GIVES, takenTrace } from './sent-trace.ts';

/** Judges whether a checkout went on with a trace id that the learner chose. */
export const ownId = judgeOf([...SENT_GIVES, ...TAKEN_GIVES, 'pass'], (seen) => {
  const taken = takenTrace(seen);
  if ('status' in taken) return taken;
  const problem = notWhole(taken);
  if (problem) return problem;
  const { traceId, spans } = taken.trace;
  const top = spans.find(({ service, kind }) => service === 'storefront' && kind === 'server')!;
  const services = new Set(spans.map(({ service }) => service)).size;
  return {
    ...{ status: 'pass', finding: 'pass' },
    values: {
      traceId,
      spans: String(spans.length),
      services: String(services),
      parentId: top.parentSpanId ?? 'none',
    },
    evidence: [
      spanFact(
        top,
        `Its parent is ${top.parentSpanId}, the id in your header. No span with that id is stored.`,
      ),
    ],
  };
});
