import type { Span } from '#telemetry/trace/span.ts';
import type { DrawnTrace } from './view.ts';

/** The spans of a drawn trace, as far as a drawing keeps them; times count from the first span that is drawn. */
export function storedSpans({ spans }: Pick<DrawnTrace, 'spans'>): Span[] {
  return spans.map(({ start, depth, orphan, outside, ...span }) => ({
    ...span,
    startTime: start,
    resource: {},
    events: [],
    links: [],
  }));
}
