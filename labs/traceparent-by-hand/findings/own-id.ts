import { spanFact } from '#grading/evidence.ts';
import { judgeOf } from '#grading/experiments/own-traces/judge-of.ts';
import type { Judgement } from '#grading/judgement.ts';
import type { Span } from '#telemetry/trace/span.ts';
import { toolParentId } from '#telemetry/trace/tool-parent.ts';
import { notWhole, SENT_GIVES, TAKEN_GIVES, takenTrace } from './sent-trace.ts';

/** Judges whether a checkout went on with a trace id that the learner chose. */
export const ownId = judgeOf([...SENT_GIVES, ...TAKEN_GIVES, 'written-by-the-command', 'pass'], (seen) => {
  const taken = takenTrace(seen);
  if ('status' in taken) return taken;
  const problem = notWhole(taken);
  if (problem) return problem;
  const { traceId, spans } = taken.trace;
  const top = spans.find(({ service, kind }) => service === 'storefront' && kind === 'server')!;
  if (top.parentSpanId === toolParentId(traceId)) return byCommand(top);
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

/** `lab` and the page make a header where they are given none: then the learner wrote nothing. */
function byCommand(top: Span): Judgement<'written-by-the-command'> {
  const note = `Its parent is ${top.parentSpanId}, which \`lab\` or the page computed from the trace id.`;
  return {
    ...{ status: 'fail', finding: 'written-by-the-command', values: { traceId: top.traceId } },
    evidence: [spanFact(top, note)],
  };
}
