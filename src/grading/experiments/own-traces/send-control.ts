import type { Runtime } from '#runtimes/runtime.ts';
import { exportSpans } from '#telemetry/otlp/export-span.ts';
import { ACCEPTED_CARD } from '../accepted-card.ts';
import { newProbe, type Probe, parentSpanOf } from '../checkout/probes/probe.ts';
import type { ProbeAnswer } from '../checkout/probes/probe-answer.ts';
import { sendPlanned } from '../checkout/probes/send.ts';

/** Not a book that a step asks for, and quick to look up and to order. */
const BOOK = 'b-100';
const LABEL = 'control';

/**
 * Sends the control of an experiment over the learner's own traces: a checkout in a trace that is known to be the check's,
 * and the span that it names as its parent, straight to the store.
 */
export async function sendControl(
  runtime: Pick<Runtime, 'endpoints'>,
  signal: AbortSignal,
): Promise<{ probe: Probe; answer: ProbeAnswer; problem?: string }> {
  const endpoints = runtime.endpoints();
  const probe = newProbe();
  const planned = {
    probe,
    to: 'storefront',
    label: LABEL,
    book: BOOK,
    card: ACCEPTED_CARD,
    after: 0,
  } as const;
  const answer = await sendPlanned(endpoints, planned, signal);
  const span = parentSpanOf(probe, `check: ${LABEL}`, answer);
  const stored = await exportSpans(endpoints.tempoOtlp, [span], signal, 'Tempo');
  return { probe, answer, ...(!stored.ok && { problem: stored.problem }) };
}
