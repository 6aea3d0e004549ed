import type { RequestOutput } from '#api/lab-output.ts';
import { EXIT } from '../exit-codes.ts';
import { bringSaved } from '../request/bring-saved.ts';
import { CARD } from '../request/card.ts';
import { findTrace } from '../request/find-trace.ts';
import { sendRequest } from '../request/send-request.ts';
import { serviceUrl } from '../request/service-url.ts';
import { newTraceparent, traceIdOf } from '../request/trace-header.ts';
import { isWell, showAnswer, showBody } from '../show/show-answer.ts';
import type { Run } from '../subcommand.ts';

const BOOK = 'b-100';

/** `lab checkout`: buys a book with a traceparent of its own, as the curl line of the chapters does. */
export const checkout: Run = async ({ arguments: [book = BOOK], flags }, bench) => {
  const chosen = serviceUrl('storefront', bench);
  if (!chosen.ok) return bench.fail(chosen);
  const given = flags['traceparent'];
  const traceparent = given === 'none' ? undefined : typeof given === 'string' ? given : newTraceparent();
  const order = crypto.randomUUID();
  const card = typeof flags['card'] === 'string' ? flags['card'] : CARD;
  const email = typeof flags['email'] === 'string' ? flags['email'] : undefined;
  await bringSaved(bench);
  const began = Date.now();
  const sent = await sendRequest(
    {
      ...{ service: 'storefront', url: `${chosen.url}/checkout`, method: 'POST' },
      headers: { 'Content-Type': 'application/json', ...(traceparent && { traceparent }) },
      body: JSON.stringify({ orderId: order, bookId: book, card, email }),
    },
    bench,
  );
  if (!sent.ok) return bench.fail(sent);
  const trace = traceIdOf(traceparent) ?? (await findTrace(order, began, bench));
  const output: RequestOutput = {
    ...{ format: 1, order },
    ...(trace && { trace }),
    ...(traceparent && { traceparent }),
    ...sent.answer,
  };
  const exit = isWell(output.status) ? EXIT.pass : EXIT.fail;
  if (flags['json']) {
    bench.print(JSON.stringify(output, null, 2));
    return exit;
  }
  const shown = showAnswer(output, bench.paint);
  const text = exit === EXIT.pass ? shown : `${shown}\n\n${showBody(output.body)}`;
  if (!flags['id']) {
    bench.print(text);
    return exit;
  }
  // For TRACE_ID=$(lab checkout --id): the id alone is caught, and the rest is read.
  for (const line of text.split('\n')) bench.note(line);
  if (trace) bench.print(trace);
  return trace ? exit : EXIT.missing;
};
