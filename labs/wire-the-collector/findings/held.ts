import type {
  CheckoutKind,
  PipelineSeen,
  SentCheckout,
} from '#grading/experiments/pipeline/pipeline-seen.ts';
import type { Backend } from './the-way.ts';

type Spans = SentCheckout['spans'];

/** Spans of one checkout of the Bookstore. */
export const SPANS = 10;

/** What a backend holds of a checkout. */
export function heldBy(backend: Backend, { spans, inJaeger = [] }: SentCheckout): Spans {
  return backend === 'tempo' ? spans : inJaeger;
}

/** Whether a backend holds any span of any checkout. */
export function hasArrived(backend: Backend, { checkouts }: PipelineSeen): boolean {
  return checkouts.some((one) => heldBy(backend, one).length > 0);
}

/** How many different spans: a copy has the id of its original. */
export function spansIn(spans: Spans): number {
  return idsIn(spans).size;
}

/** The ids of a trace's spans. */
export function idsIn(spans: Spans): Set<string> {
  return new Set(spans.map(({ spanId }) => spanId));
}

/** Whether all spans of a checkout are there, whatever a processor calls their services. */
export function isWhole(spans: Spans): boolean {
  return spansIn(spans) >= SPANS;
}

/** The checkouts of a kind. */
export function ofKind({ checkouts }: PipelineSeen, kind: CheckoutKind): SentCheckout[] {
  return checkouts.filter((one) => one.kind === kind);
}

/** Checkouts that a backend holds something of. */
export function storedIn(backend: Backend, checkouts: readonly SentCheckout[]): SentCheckout[] {
  return checkouts.filter((one) => heldBy(backend, one).length > 0);
}

/** The first place in a trace that has the URL of a book in it: an attribute of a span or its resource, or anything else. */
export function urlIn(spans: Spans): { key: string; service: string; span: Spans[number] } | undefined {
  for (const span of spans) {
    const all = Object.entries({ ...span.resource, ...span.attributes });
    const found = all.find(([, value]) => hasUrl(value));
    if (found) return { key: `attribute ${found[0]}`, service: span.service, span };
    if (hasUrl(span)) return { key: 'name, status or event', service: span.service, span };
  }
  return undefined;
}

/** Not the route: that one has a placeholder for the book. */
function hasUrl(value: unknown): boolean {
  return JSON.stringify(value).includes('/books/b-');
}
