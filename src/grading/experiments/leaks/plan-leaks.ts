import { randomUUID } from 'node:crypto';
import type { PlannedProbe } from '../checkout/probes/plan-probes.ts';
import { newProbe } from '../checkout/probes/probe.ts';
import { type Canary, randomDigits, randomToken } from './canary.ts';

/** A checkout with a customer of its own. */
export interface PlannedLeak extends PlannedProbe {
  id: ProbeId;
  canary: Canary;
  /** Whether the bank of this lab declines the card. */
  declined: boolean;
}

export type ProbeId = 'A' | 'B' | 'C' | 'D';

/** The bank of this lab declines every card that begins so. */
const DECLINED = '400000';
const BOOKS = ['b-100', 'b-200', 'b-300'] as const;

/**
 * Four checkouts that differ in what a rule for card numbers and addresses may take for granted: 15 or 16 digits, blanks,
 * capitals, a plus, and whether the payment fails, which alone leaves an event and a status.
 */
export function planLeaks(): PlannedLeak[] {
  // Their seventh digits differ: seven digits in a row are then one customer's and not the other's.
  const [plain, spaced] = ['2', '7'].map((digit) => DECLINED + digit + randomDigits(9)) as [string, string];
  const wishes: Record<ProbeId, Pick<PlannedLeak, 'canary' | 'declined' | 'label'>> = {
    A: {
      canary: { card: plain, email: `ada.${randomToken()}@example.org` },
      declined: true,
      label: 'A, declined, with a card of 16 digits',
    },
    B: {
      canary: { card: `37${randomDigits(13)}`, email: `bo+shop.${randomToken()}@mail.example.com` },
      declined: false,
      label: 'B, accepted, with a card of 15 digits',
    },
    C: {
      canary: { card: `55${randomDigits(14)}`, email: `eve_${randomToken()}@example.co.uk` },
      declined: false,
      label: 'C, accepted, with a card of 16 digits',
    },
    D: {
      canary: {
        card: spaced.replaceAll(/(\d{4})(?=\d)/g, '$1 '),
        email: `Ian.${randomToken()}@EXAMPLE.ORG`,
      },
      declined: true,
      label: 'D, declined, with blanks in the card number and capitals in the address',
    },
  };
  return Object.entries(wishes).map(([id, wish], index) => ({
    ...{
      id: id as ProbeId,
      probe: { ...newProbe(), orderId: letteredId() },
      to: 'storefront' as const,
      after: 0,
    },
    ...{ book: BOOKS[index % BOOKS.length]!, card: wish.canary.card, email: wish.canary.email },
    ...wish,
  }));
}

/**
 * An order's id with a letter in each of its groups. A pattern for cards that allows dashes meets one id in two hundred that
 * has groups of digits alone, and the same answer would pass or fail by chance.
 */
function letteredId(): string {
  for (;;) {
    const id = randomUUID();
    if (id.split('-').every((group) => /[a-f]/.test(group))) return id;
  }
}
