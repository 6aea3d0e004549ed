import { EXIT } from '../exit-codes.ts';
import type { Bench } from '../server/bench.ts';
import type { Failure } from '../server/problems.ts';
import { isWell } from '../show/show-answer.ts';
import { bringSaved } from './bring-saved.ts';
import { CARD } from './card.ts';
import { findTraces } from './find-trace.ts';
import { sendRequest } from './send-request.ts';
import { serviceUrl } from './service-url.ts';

const BOOKS = ['b-100', 'b-200', 'b-300'] as const;
const DECLINED_CARD = '4000000000000002';
/** On their way at the same time, so that forty take half a second and none looks slow. */
const AT_ONCE = 4;

interface Sent {
  order: string;
  status: number;
  fails: boolean;
}

/**
 * Sends so many checkouts that bring no context, so that storefront begins their traces; prints status and trace of each.
 * The cards of `declined` of them, spread evenly, are declined.
 */
export async function sendPlain(
  { count, declined }: { count: number; declined: number },
  bench: Bench,
): Promise<number> {
  const chosen = serviceUrl('storefront', bench);
  if (!chosen.ok) return bench.fail(chosen);
  await bringSaved(bench);
  const began = Date.now();
  const url = `${chosen.url}/checkout`;
  const sent: Sent[] = [];
  let failure: Failure | undefined;
  let next = 0;
  const one = async () => {
    while (next < count && !failure) {
      const order = crypto.randomUUID();
      const index = next++;
      const fails = Math.floor(((index + 1) * declined) / count) > Math.floor((index * declined) / count);
      const [bookId, card] = [BOOKS[index % BOOKS.length], fails ? DECLINED_CARD : CARD];
      const body = JSON.stringify({ orderId: order, bookId, card });
      const headers = { 'Content-Type': 'application/json' };
      const answer = await sendRequest({ service: 'storefront', url, method: 'POST', headers, body }, bench);
      if (!answer.ok) failure = answer;
      else sent.push({ order, status: answer.answer.status, fails });
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, one));
  if (failure) return bench.fail(failure);
  const orders = sent.map(({ order }) => order);
  const traces = await findTraces(orders, began, bench);
  // Its answer does not tell a card that is declined: it comes before the payment.
  for (const { order, status, fails } of sent)
    bench.print(
      `${status} ${traces.get(order) ?? 'no log line names its trace'}${fails ? ' card declined' : ''}`,
    );
  const accepted = sent.filter(({ status }) => isWell(status)).length;
  bench.note(
    `${accepted} of ${count} checkouts without a traceparent were accepted; lab trace draws one of them.`,
  );
  return accepted === count ? EXIT.pass : EXIT.fail;
}
