import {
  type PipelineSeen,
  type SentCheckout,
  servicesStored,
} from '#grading/experiments/pipeline/pipeline-seen.ts';

/** Whether spans of any service came to Tempo. */
export function arrived({ checkouts }: PipelineSeen): boolean {
  return checkouts.some((one) => servicesStored(one).length > 0);
}

/** Checkouts of which a service's spans are lacking. */
export function incomplete({ checkouts }: PipelineSeen): SentCheckout[] {
  return checkouts.filter((one) => servicesStored(one).length < ALL);
}

/** storefront, catalog, orders and payments-worker. */
const ALL = 4;

/** Spans that the Collector's receivers took. */
export function accepted({ counted }: PipelineSeen): number {
  return (counted?.accepted ?? []).reduce((sum, { count }) => sum + count, 0);
}
