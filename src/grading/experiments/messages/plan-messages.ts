import { ACCEPTED_CARD } from '../accepted-card.ts';
import { newProbe, type Probe } from '../checkout/probes/probe.ts';

/** What a checkout of an attempt is for. */
export type PaymentRole = 'plain' | 'slow' | 'declined' | 'flaky' | 'tracestate' | 'unsampled' | 'late';

/** A checkout of an attempt, and how it differs from the others. */
export interface PlannedPayment {
  probe: Probe;
  role: PaymentRole;
  /** For people. */
  label: string;
  book: string;
  card: string;
  /** Milliseconds after the beginning of the attempt at which it is sent. */
  after: number;
}

/** Declined at once, answered at the second try, declined after 3 s: labs/bookstore/internal/payments/bank.go. */
const DECLINED = '4000000000000002';
const FLAKY = '4000000000000119';
const LATE = '4000000000009979';

/**
 * How many ordinary checkouts are sent at once. A fault that shows in every second message by chance is missed by all of
 * these and the three others that are judged alike in one attempt out of 2^15, about thirty thousand.
 */
const AT_ONCE = 12;
const BOOKS = ['b-100', 'b-200'] as const;
/** Milliseconds after which the other checkouts overtake the slow one, which takes 800 ms in catalog's database. */
const OVERTAKE = 150;

/**
 * Plans the checkouts of an attempt: they differ in all that a fault of a message may depend on. The late payment takes
 * longer than all others, so only a step that asks for it has one.
 */
export function planPayments({ late }: { late: boolean }): PlannedPayment[] {
  const payment = (
    role: PaymentRole,
    label: string,
    more: Partial<Omit<PlannedPayment, 'role' | 'label'>> = {},
  ): PlannedPayment => ({
    ...{ probe: newProbe(), role, label, book: 'b-100', card: ACCEPTED_CARD, after: OVERTAKE },
    ...more,
  });
  return [
    ...Array.from({ length: AT_ONCE }, (_, index) => {
      const book = BOOKS[index % BOOKS.length]!;
      return payment('plain', `${book} (${index + 1} of ${AT_ONCE} at once)`, { book });
    }),
    payment('slow', 'b-900, slow to look up and overtaken by others', { book: 'b-900', after: 0 }),
    payment('declined', 'a card that is declined', { card: DECLINED }),
    payment('flaky', 'a card whose bank answers at the second try', { card: FLAKY }),
    payment('tracestate', 'with a tracestate', {
      probe: newProbe({ tracestate: `spanwise=${newProbe().spanId.slice(0, 4)}` }),
    }),
    payment('unsampled', 'with flag 00', { probe: newProbe({ sampled: false }) }),
    ...(late ? [payment('late', 'a card whose bank takes 3 s', { card: LATE })] : []),
  ];
}

/** What a message that the check puts into the queue itself carries. */
export type DirectRole = 'text-header' | 'no-header' | 'integer-header';

/** A message that no orders sent: it tells what the worker makes of headers that are known. */
export interface PlannedMessage {
  probe: Probe;
  role: DirectRole;
  messageId: string;
  headers: Record<string, string | number>;
}

/** Plans the messages that are put straight into the queue. */
export function planDirect(): PlannedMessage[] {
  return (['text-header', 'no-header', 'integer-header'] as const).map((role) => {
    const probe = newProbe();
    const traceparent = { traceparent: probe.header };
    return {
      ...{ probe, role, messageId: `spanwise-${probe.spanId}` },
      headers:
        role === 'text-header' ? traceparent : role === 'no-header' ? {} : { 'x-attempt': 3, ...traceparent },
    };
  });
}
