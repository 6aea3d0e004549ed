import {
  type CheckoutKind,
  type PipelineSeen,
  type SentCheckout,
  servicesStored,
} from '#grading/experiments/pipeline/pipeline-seen.ts';
import type { Backend } from './the-way.ts';

type Spans = SentCheckout['spans'];

/** Spans of one checkout of the Bookstore, and the services that send them. */
export const SPANS = 10;
const SERVICES = 4;

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

/** Whether all spans of a checkout are there. */
export function isWhole(spans: Spans): boolean {
  return spansIn(spans) >= SPANS && servicesStored({ spans }).length >= SERVICES;
}

/** The checkouts of a kind. */
export function ofKind({ checkouts }: PipelineSeen, kind: CheckoutKind): SentCheckout[] {
  return checkouts.filter((one) => one.kind === kind);
}

/** Checkouts that a backend holds something of. */
export function storedIn(backend: Backend, checkouts: readonly SentCheckout[]): SentCheckout[] {
  return checkouts.filter((one) => heldBy(backend, one).length > 0);
}

/** The first attribute of a span that has a book's URL in it. */
export function urlIn(spans: Spans): { key: string; service: string; span: Spans[number] } | undefined {
  for (const span of spans) {
    const found = Object.entries(span.attributes).find(([, value]) => String(value).includes('/books/b-'));
    if (found) return { key: found[0], service: span.service, span };
    if (span.name.includes('/books/b-')) return { key: 'its name', service: span.service, span };
  }
  return undefined;
}
