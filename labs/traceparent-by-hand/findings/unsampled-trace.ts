import type { Evidence } from '#course/verdict.ts';
import { traceFact } from '#grading/evidence.ts';
import { answerTo } from '#grading/experiments/own-traces/answer-to.ts';
import { judgeOf } from '#grading/experiments/own-traces/judge-of.ts';
import type { OwnTrace } from '#grading/experiments/own-traces/seen.ts';
import { lineFact } from '#grading/log-evidence.ts';
import { SENT_GIVES, takenTrace } from './sent-trace.ts';
import { SERVICES } from './services.ts';

/** Judges a checkout that was sent with the flag not to record, and what the learner counted of it. */
export const unsampledTrace = judgeOf(
  [...SENT_GIVES, 'still-recorded', 'lines-gone', 'wrong-count', 'pass'],
  (seen) => {
    const taken = takenTrace(seen);
    if ('status' in taken) return taken;
    const { traceId, spans, lines } = taken.trace;
    const values = { traceId, spans: String(spans.length) };
    if (spans.length > 0)
      return {
        status: 'fail',
        finding: 'still-recorded',
        values,
        evidence: [traceFact(traceId, 'storefront', `Tempo has ${spans.length} spans of it.`)],
      };
    const logged = SERVICES.filter((service) => lines.some(({ part }) => part === service));
    const note = `${logged.length} services logged this id with trace_flags 00: ${logged.join(', ')}.`;
    const evidence = [traceFact(traceId, 'storefront', note)];
    // Only the newest lines are kept, and a check proves nothing by lines that it cannot see.
    if (logged.length < SERVICES.length)
      return { status: 'inconclusive', finding: 'lines-gone', values, evidence };
    const services = answerTo(seen, 'services', 'number').value;
    const counted = answerTo(seen, 'spans', 'number').value;
    if (services !== logged.length || counted !== 0) {
      const [number, what, facts] =
        services !== logged.length
          ? ([services, 'services', endsOf(lines)] as const)
          : ([counted, 'spans', [NOTHING_STORED]] as const);
      const detail =
        number === lines.length
          ? `That is how many log lines have the id of trace ${traceId}, and a service may write several.`
          : `That is not what trace ${traceId} left.`;
      return {
        ...{ status: 'fail', finding: 'wrong-count', evidence: [...facts] },
        values: { ...values, wrong: `${number} ${what}`, detail },
      };
    }
    return {
      status: 'pass',
      finding: 'pass',
      values: { ...values, services: String(logged.length), lines: String(lines.length) },
      evidence,
    };
  },
);

const NOTHING_STORED: Evidence = {
  kind: 'backend',
  name: 'tempo',
  note: 'Asked for this trace, it answered that it has no span of it.',
};

/** The lines at both ends of the checkout's way: those between are the learner's to count. */
function endsOf(lines: OwnTrace['lines']): Evidence[] {
  return [SERVICES[0], SERVICES.at(-1)].flatMap((service) => {
    const line = lines.find(({ part }) => part === service);
    return line ? [lineFact(line, { note: 'It names your trace, with `trace_flags` 00.' })] : [];
  });
}
