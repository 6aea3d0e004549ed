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
/** Takes 800 ms, and is asked for so late that it is still under way when the stop is asked for. */
const SLOW_BOOK = 'b-900';
const SLOW_AFTER = 200;

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
  const keepAsking = async () => {
    while (!enough.aborted && (await ask(QUICK_BOOK))) await wait(PAUSE, undefined, { signal });
  };
  const askSlowly = async () => {
    await wait(SLOW_AFTER, undefined, { signal });
    await ask(SLOW_BOOK);
  };
  await Promise.all([askSlowly(), ...Array.from({ length: CLIENTS }, keepAsking)]);
  return sent.toSorted((a, b) => a.answer.answered - b.answer.answered);
}
