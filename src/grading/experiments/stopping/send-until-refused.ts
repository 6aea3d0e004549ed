import { setTimeout as wait } from 'node:timers/promises';
import type { Endpoints } from '#system/endpoints.ts';
import { newProbe, type Probe } from '../checkout/probes/probe.ts';
import type { ProbeAnswer } from '../checkout/probes/probe-answer.ts';
import { sendPlanned } from '../checkout/probes/send.ts';

/** A request, and how it was answered. */
export interface Sent {
  probe: Probe;
  book: string;
  answer: ProbeAnswer;
}

/**
 * Clients at the same time, and the milliseconds between two requests of one. Together they leave some 60 requests in half a
 * second: enough that some are under way at the stop, and, at six spans each, fewer spans than the 512 that fill a batch.
 */
const CLIENTS = 6;
const PAUSE = 40;
const QUICK_BOOK = 'b-200';
/**
 * Takes 800 ms. Two clients ask for nothing else, the second half a request later, so that one or two of these are under way
 * whenever the stop comes: on a cluster that can be seconds after it was asked for.
 */
const SLOW_BOOK = 'b-900';
const SLOW_AFTER = [200, 600];

/** Asks catalog for books until it refuses, or until `signal` says that nobody is to ask any more; gives what was answered. */
export async function sendUntilRefused(
  endpoints: Endpoints,
  { enough, signal }: { enough: AbortSignal; signal: AbortSignal },
): Promise<Sent[]> {
  const sent: Sent[] = [];
  const ask = async (book: string): Promise<boolean> => {
    const probe = newProbe();
    const planned = { probe, to: 'catalog', label: '', book, card: '', after: 0 } as const;
    const answer = await sendPlanned(endpoints, planned, signal);
    if (answer.status !== 0) sent.push({ probe, book, answer });
    return answer.status !== 0;
  };
  const keepAsking = async (book: string, after = 0) => {
    await wait(after, undefined, { signal });
    while (!enough.aborted && (await ask(book))) await wait(PAUSE, undefined, { signal });
  };
  await Promise.all([
    ...SLOW_AFTER.map((after) => keepAsking(SLOW_BOOK, after)),
    ...Array.from({ length: CLIENTS }, () => keepAsking(QUICK_BOOK)),
  ]);
  return sent.toSorted((a, b) => a.answer.answered - b.answer.answered);
}
