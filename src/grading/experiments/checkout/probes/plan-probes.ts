import { ACCEPTED_CARD } from '../../accepted-card.ts';
import { newProbe, type Probe } from './probe.ts';

/** A request of an attempt, and how it differs from the others. */
export interface PlannedProbe {
  probe: Probe;
  to: 'storefront' | 'orders' | 'catalog';
  /** What tells it from the others, for people. */
  label: string;
  book: string;
  card: string;
  /** The customer's address, in checkouts that have one. */
  email?: string;
  /** Milliseconds after the beginning of the attempt at which it is sent. */
  after: number;
}

/** The requests of an attempt. */
export interface ProbePlan {
  checkouts: readonly PlannedProbe[];
  unsampled: PlannedProbe;
  orders: PlannedProbe;
  catalog: PlannedProbe;
  /** Sent straight to catalog too, for other books, where there are some. */
  books?: readonly PlannedProbe[];
}

const DECLINED_CARD = '4000000000000002';
/** Sent with one checkout; whoever takes up a trace hands this header on unchanged. */
const TRACESTATE = 'spanwise=probe';

/**
 * How many ordinary checkouts are sent at once. A fault that shows in every second request by chance is missed by all of
 * these and the five others in one attempt out of 2^21, about two million.
 */
const AT_ONCE = 16;
const BOOKS = ['b-100', 'b-200', 'b-300'] as const;
const RANDOM = ['anywhere', 'low', 'high'] as const;

/**
 * Milliseconds after which the other requests follow the slow ones, and overtake them: each slow one takes 800 ms in
 * catalog's or orders' database. By then the slow checkout has long been taken up.
 */
const OVERTAKE = 150;

/**
 * Plans an attempt. One request is one sample, so the checkouts differ in all that a fault may depend on: the book, what
 * else is under way, the card, the trace id, the headers. catalog is asked for `books` besides, straight.
 */
export function planProbes(books: readonly string[] = []): ProbePlan {
  const checkout = (label: string, book: string, more: Partial<PlannedProbe> = {}): PlannedProbe => ({
    ...{ probe: newProbe(), to: 'storefront', label, book, card: ACCEPTED_CARD, after: OVERTAKE },
    ...more,
  });
  const crowd = Array.from({ length: AT_ONCE }, (_, index) => {
    const probe = newProbe({ random: RANDOM[index % 3]! });
    const book = BOOKS[(index + Math.floor(index / 3)) % 3]!;
    return checkout(`${book} (${index + 1} of ${AT_ONCE} at once)`, book, { probe });
  });
  const direct = (to: 'orders' | 'catalog', book?: string) =>
    checkout(`straight to ${to}${book ? `, for ${book}` : ''}`, book ?? 'b-200', {
      ...{ probe: newProbe(), to, after: 0 },
    });
  return {
    checkouts: [
      checkout('b-100', 'b-100', { probe: newProbe({ random: 'low' }) }),
      checkout('b-900, slow to look up and overtaken by others', 'b-900', { after: 0 }),
      checkout('b-910, slow to order and overtaken by others', 'b-910', { after: 0 }),
      checkout('b-200, with a tracestate', 'b-200', {
        probe: newProbe({ random: 'high', tracestate: TRACESTATE }),
      }),
      checkout('b-300, with a card that is declined', 'b-300', { card: DECLINED_CARD }),
      ...crowd,
    ],
    unsampled: checkout('b-100, with flag 00', 'b-100', {
      probe: newProbe({ sampled: false, random: 'low' }),
      // Before the others: a slow checkout put into the newest request's context is to be found in a trace that is recorded.
      after: OVERTAKE / 3,
    }),
    orders: direct('orders'),
    catalog: direct('catalog'),
    ...(books.length > 0 && { books: books.map((book) => direct('catalog', book)) }),
  };
}

/** Every request of a plan. */
export function allProbes({ checkouts, unsampled, orders, catalog, books = [] }: ProbePlan): PlannedProbe[] {
  return [...checkouts, unsampled, orders, catalog, ...books];
}
