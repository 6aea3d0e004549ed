import { digitsOf } from '#grading/experiments/leaks/canary.ts';
import type { LeakProbe } from '#grading/experiments/leaks/seen.ts';

/**
 * What the shop of this lab writes with a customer's value in it, as long as nobody changes how it writes. All but the value
 * is known or stands beside it, so that a hash of the whole text tells the value to whoever tries.
 */
export function shopTexts(one: LeakProbe, orders: string): readonly string[] {
  const { card, email } = one.canary;
  const query = `email=${encodeURIComponent(email)}`;
  const bases = [...new Set([orders, ...addressesIn(one)])];
  return [
    ...bases.map((base) => `${base}/orders?${query}`),
    `/orders?${query}`,
    query,
    ...statementOf(one),
    `checkout of ${email}`,
    `card ${card}: card declined`,
    ...saltedIn(one),
  ];
}

/** A value beside an id that is stored with its hash: a salt that everybody knows. */
function saltedIn({ probe, canary: { card, email } }: LeakProbe): string[] {
  const pairs = [email, card, digitsOf(card)].flatMap((value) =>
    [probe.traceId, probe.orderId].flatMap((salt) => [
      [value, salt],
      [salt, value],
    ]),
  );
  return pairs.flatMap((pair) => ['', '-', ':'].map((between) => pair.join(between)));
}

/** Where storefront found orders, as its own spans say: on a cluster that is not where the check finds it. */
function addressesIn({ stored }: LeakProbe): string[] {
  return Object.values(stored).flatMap((spans) =>
    spans.flatMap(({ kind, attributes }) => {
      const [host, port] = [attributes['server.address'], attributes['server.port']];
      return kind === 'client' && host !== undefined && port !== undefined ? [`http://${host}:${port}`] : [];
    }),
  );
}

/** The statement of store.go; the price is in the answer. */
function statementOf({ probe, canary, answer }: LeakProbe): string[] {
  const [, book] = /"bookId":"([^"]+)"/.exec(answer.body) ?? [];
  const [, price] = /"priceCents":(\d+)/.exec(answer.body) ?? [];
  if (!book || !price) return [];
  return [
    `INSERT INTO orders (id, book_id, price_cents, customer_email) VALUES ('${probe.orderId}', '${book}', ${price}, nullif('${canary.email}', '')) ON CONFLICT (id) DO NOTHING`,
  ];
}
