import type { OwnTrace, OwnTraces } from '#grading/experiments/own-traces/seen.ts';
import { ownTimeOfServices } from '#telemetry/trace/own-time.ts';
import type { Span } from '#telemetry/trace/span.ts';

/** What the learner typed as the answer to a question. */
export function typed({ answers }: OwnTraces, question: string): string {
  return (answers[question] as { typed: string }).typed;
}

/** What the learner's answer was read as, such as a service's name for one in capitals. */
export function answerTo({ answers }: OwnTraces, question: string): string {
  return (answers[question] as { value: string }).value;
}

/** The trace that an answer names and that is stored; undefined where none is. */
export function answeredTrace({ traces }: OwnTraces): OwnTrace | undefined {
  return traces.find(({ answered, spans }) => answered && spans.length > 0);
}

/** The first span of a trace, and the milliseconds that each service spent itself while it was open. */
export function ownTimes({ tree, spans }: OwnTrace): { first: Span; own: Map<string, number> } {
  const first = [...tree.roots, ...tree.orphans][0] ?? spans[0]!;
  return { first, own: ownTimeOfServices(tree, first) };
}
