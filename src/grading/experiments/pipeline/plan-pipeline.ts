import { ACCEPTED_CARD } from '../accepted-card.ts';
import type { PlannedProbe } from '../checkout/probes/plan-probes.ts';
import { newProbe } from '../checkout/probes/probe.ts';
import type { CheckoutKind } from './pipeline-seen.ts';

/** How many checkouts of each kind are sent. */
export type Mix = Readonly<Record<CheckoutKind, number>>;

/** One of each kind, and a second ordinary one: enough where everything has to arrive. */
export const SMALL_MIX: Mix = { ordinary: 2, declined: 1, slow: 1 };

const BOOKS = ['b-100', 'b-200', 'b-300'] as const;
const SLOW_BOOK = 'b-900';
const DECLINED_CARD = '4000000000000002';

/** The checkouts of an attempt, all sent at once. */
export function planPipeline(mix: Mix): (PlannedProbe & { kind: CheckoutKind })[] {
  return (Object.keys(mix) as CheckoutKind[]).flatMap((kind) =>
    Array.from({ length: mix[kind] }, (_, index) => {
      const book = kind === 'slow' ? SLOW_BOOK : BOOKS[index % BOOKS.length]!;
      const card = kind === 'declined' ? DECLINED_CARD : ACCEPTED_CARD;
      const label = `${NAMES[kind]} (${index + 1} of ${mix[kind]})`;
      return { kind, label, book, card, probe: newProbe(), to: 'storefront' as const, after: 0 };
    }),
  );
}

const NAMES: Record<CheckoutKind, string> = {
  ordinary: 'an ordinary checkout',
  declined: 'a checkout with a card that is declined',
  slow: 'a checkout of book b-900',
};
