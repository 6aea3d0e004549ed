import { traceFact } from '#grading/evidence.ts';
import { answerTo } from '#grading/experiments/own-traces/answer-to.ts';
import type { OwnTrace, OwnTraces } from '#grading/experiments/own-traces/seen.ts';
import { stillGrowing } from '#grading/experiments/own-traces/still-growing.ts';
import type { Judgement } from '#grading/judgement.ts';

export const THE_TRACE_GIVES = ['not-a-trace-id', 'trace-not-found', 'not-sampled', 'not-settled'] as const;
type Id = (typeof THE_TRACE_GIVES)[number];

/** Digits of the two ids that people mix up. */
const SPAN_DIGITS = 16;
const TRACE_DIGITS = 32;

/** The trace that was answered, or why there is none to judge. */
export function theTrace(seen: OwnTraces): OwnTrace | Judgement<Id> {
  const { digits, value } = answerTo(seen, 'trace', 'trace');
  const [holder] = seen.spanIds[digits] ?? [];
  const trace = seen.traces.find(({ traceId }) => traceId === value);
  // Tempo leaves out the zeros at the beginning of an id, so a shorter one that it knows is one.
  const isEmpty = !trace || (trace.spans.length === 0 && trace.lines.length === 0);
  if (value === undefined || (isEmpty && digits.length < TRACE_DIGITS)) return notAnId(digits, holder);
  if (!trace || trace.spans.length === 0) return notStored(value, trace);
  return stillGrowing(trace) ?? trace;
}

function notAnId(digits: string, holder: string | undefined): Judgement<Id> {
  const ofSpan = digits.length === SPAN_DIGITS;
  const detail = ofSpan
    ? holder
      ? 'It has 16 digits and is the id of a span, which belongs to another id.'
      : 'It has 16 digits, the length of a span’s id.'
    : /^0*$/.test(digits)
      ? 'An id of zeros means that there is none.'
      : /^[0-9a-f]*$/.test(digits)
        ? `It has ${digits.length} digits, and a trace id has ${TRACE_DIGITS}.`
        : 'It has characters that are no hex digits.';
  return {
    ...{ status: 'fail', finding: 'not-a-trace-id', values: { typed: digits, detail } },
    evidence: holder ? [traceFact(holder, 'tempo', `It holds the span ${digits}.`)] : [],
  };
}

function notStored(traceId: string, trace: OwnTrace | undefined): Judgement<Id> {
  const values = { traceId };
  if (trace?.logged.sampled) {
    const note = 'Services logged this id as sampled, and no span of it is stored yet.';
    return {
      ...{ status: 'inconclusive', finding: 'not-settled', values },
      evidence: [traceFact(traceId, 'tempo', note)],
    };
  }
  if (trace?.logged.unsampled) {
    const note = 'Services logged this id with trace_flags 00: nobody recorded it.';
    return {
      ...{ status: 'fail', finding: 'not-sampled', values },
      evidence: [traceFact(traceId, 'storefront', note)],
    };
  }
  const note = 'Tempo has no span with this id; it has the checkout that Spanwise sent during this check.';
  return {
    ...{ status: 'fail', finding: 'trace-not-found', values },
    evidence: [traceFact(traceId, 'tempo', note)],
  };
}
