import type { Runtime } from '#runtimes/runtime.ts';
import type { ProbeAnswer } from '../checkout/probes/probe-answer.ts';
import { sendPlanned } from '../checkout/probes/send.ts';
import { inParallel } from '../in-parallel.ts';
import type { PlannedRequest } from './plan-traffic.ts';

/** Requests on their way at the same time: measured, 222 of them take 1–2 s so, and none waits for another long enough to look slow. */
const AT_ONCE = 4;
/** Characters of an answer that are kept: its reason, where it has one. */
const KEPT = 200;

/** Sends every request in its order, some at a time, and gives how each was answered. */
export async function sendTraffic(
  runtime: Pick<Runtime, 'endpoints'>,
  planned: readonly PlannedRequest[],
  signal: AbortSignal,
): Promise<Map<PlannedRequest, ProbeAnswer>> {
  const answers = new Map<PlannedRequest, ProbeAnswer>();
  await inParallel(planned, AT_ONCE, async (request) => {
    const { group, probe, to, book, card } = request;
    const endpoints = runtime.endpoints();
    const answer = await sendPlanned(
      endpoints,
      { probe, to, book, card, label: group.label, after: 0 },
      signal,
    );
    answers.set(request, { ...answer, body: answer.body.slice(0, KEPT) });
  });
  return answers;
}
