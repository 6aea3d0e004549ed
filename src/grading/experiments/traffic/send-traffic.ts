import type { Runtime } from '#runtimes/runtime.ts';
import type { ProbeAnswer } from '../checkout/probes/probe-answer.ts';
import { sendPlanned } from '../checkout/probes/send.ts';
import { inParallel } from '../in-parallel.ts';
import type { PlannedRequest } from './plan-traffic.ts';

/** Requests on their way at the same time: measured, 222 of them take 1–2 s so, and none waits for another long enough to look slow. */
const AT_ONCE = 4;
/** Milliseconds before the first request that has a pace: what counts by the second has begun a new one by then. */
const QUIET = 1000;
/** Characters of an answer that are kept: its reason, where it has one. */
const KEPT = 200;

/** Sends every request in its order, some at a time, and gives how each was answered. */
export async function sendTraffic(
  runtime: Pick<Runtime, 'endpoints'>,
  planned: readonly PlannedRequest[],
  signal: AbortSignal,
): Promise<Map<PlannedRequest, ProbeAnswer>> {
  const answers = new Map<PlannedRequest, ProbeAnswer>();
  const sendOne = async (request: PlannedRequest, after: number) => {
    const { group, probe, to, book, card } = request;
    const endpoints = runtime.endpoints();
    const answer = await sendPlanned(endpoints, { probe, to, book, card, label: group.label, after }, signal);
    answers.set(request, { ...answer, body: answer.body.slice(0, KEPT) });
    if (group.again === undefined) return;
    const lookUp = {
      ...{ probe, book, card, label: group.label },
      to: 'catalog',
      after: group.again,
    } as const;
    await sendPlanned(endpoints, lookUp, signal);
  };
  const isPaced = ({ group }: PlannedRequest) => group.every !== undefined;
  const atOnce = planned.filter((request) => !isPaced(request));
  await inParallel(atOnce, AT_ONCE, (request) => sendOne(request, 0));
  let after = planned.some(isPaced) ? QUIET : 0;
  await Promise.all(
    planned.filter(isPaced).map((request) => {
      after += request.group.every!;
      return sendOne(request, after);
    }),
  );
  return answers;
}
