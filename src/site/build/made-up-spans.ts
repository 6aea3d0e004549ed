import type { QuestionEvidence } from '#course/quiz/question-parts.ts';
import type { FigureSpan } from '../elements/traces/waterfall-view.ts';

type MadeUp = Extract<QuestionEvidence, { kind: 'drawn' }>['spans'];

/** The spans of a made-up trace with ids: the parent of each is the last one above it that is one level up. */
export function madeUpSpans(spans: MadeUp): FigureSpan[] {
  const above: string[] = [];
  return spans.map((span, index) => {
    const spanId = `made-up-${index}`;
    const parentSpanId = above[span.depth - 1];
    above[span.depth] = spanId;
    return { ...span, spanId, ...(parentSpanId !== undefined && { parentSpanId }) };
  });
}
