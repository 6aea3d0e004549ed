import { setTimeout as wait } from 'node:timers/promises';
import type { BenchPart } from '../../parts.ts';
import type { Answer } from '../../probe.ts';
import type { PartStatus } from '../../runtime.ts';
import type { PartStates } from './part-states.ts';
import type { PodView } from './read-pod.ts';
import type { Pods } from './watch-pods.ts';

interface Starting {
  part: BenchPart;
  /** The start that is being replaced. */
  before: string | undefined;
  pods: Pods;
  states: PartStates;
  /** Resolves when the logs of the pod's ended containers were read. */
  told: (pod: PodView) => Promise<void>;
  probe: (signal: AbortSignal) => Promise<Answer>;
  /** Why no pod is made, where the cluster says so. */
  refusal: (signal: AbortSignal) => Promise<string | undefined>;
  signal: AbortSignal;
}

/** How long a new pod may take to come, and a running container to become ready: milliseconds. */
const COMES_WITHIN = 60_000;
const READY_WITHIN = 12_000;
const LOOK_EVERY = 100;
/** The last lines of a container that ended are read after it: no longer than these milliseconds are given to it. */
const LAST_WORDS = 3000;

/** Waits until the part's new pod is ready or has failed; the state is then `ready` or `failed`, with the reason. */
export async function untilStarted(starting: Starting): Promise<PartStatus> {
  const { part, before, pods, states, told, signal } = starting;
  const began = Date.now();
  const failed = (reason?: string): PartStatus => {
    const status = states.of(part);
    return { ...status, state: 'failed', since: began, ...(reason && { reason }) };
  };
  let running: number | undefined;
  for (;;) {
    const pod = pods.of(part);
    if (pod && pod.start !== before && !pod.leaving) {
      if (pod.state === 'ready') return states.of(part);
      if (pod.state === 'failed') return failed();
      if (pod.exit) {
        await Promise.race([told(pod), wait(LAST_WORDS, undefined, { signal })]);
        return failed();
      }
      if (pod.running) running ??= Date.now();
      if (running !== undefined && Date.now() - running > READY_WITHIN)
        return failed(await whyLate(starting));
    }
    if (running === undefined && Date.now() - began > COMES_WITHIN) {
      const refusal = await starting.refusal(signal);
      return failed(refusal ?? pods.of(part)?.reason ?? `no new pod within ${COMES_WITHIN / 1000} s`);
    }
    await wait(LOOK_EVERY, undefined, { signal });
  }
}

async function whyLate({ probe, signal }: Starting): Promise<string> {
  const limit = AbortSignal.any([signal, AbortSignal.timeout(1500)]);
  const answer = await probe(limit).catch((error: Error) => ({ detail: error.message }));
  signal.throwIfAborted();
  return `not ready after ${READY_WITHIN / 1000} s: ${answer.detail}`;
}
