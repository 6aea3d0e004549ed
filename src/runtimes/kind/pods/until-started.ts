import { setTimeout as wait } from 'node:timers/promises';
import type { HealthAnswer } from '#runtimes/probes/ask-part.ts';
import { isOptional } from '#runtimes/probes/is-optional.ts';
import type { PartStatus } from '../../runtime.ts';
import type { PartStates } from './part-states.ts';
import type { PodPart } from './pod-part.ts';
import type { PodView } from './read-pod.ts';
import type { Pods } from './watch-pods.ts';

interface Starting {
  part: PodPart;
  /** The start that is being replaced. */
  before: string | undefined;
  /** The image of the new pod, where it is known. */
  image: string | undefined;
  pods: Pods;
  states: PartStates;
  /** Resolves once the logs of the pod's terminated containers have been read. */
  logsRead: (pod: PodView) => Promise<void>;
  probe: (signal: AbortSignal) => Promise<HealthAnswer>;
  /** Why no pod is made, where the cluster says so. */
  refusal: (signal: AbortSignal) => Promise<string | undefined>;
  signal: AbortSignal;
}

/** Milliseconds until the new pod's container must run: scheduling, volumes and on a busy node the end of the old pod. */
const COMES_WITHIN = 60_000;
/** Milliseconds for a running container to become ready: the 10 s of local/parts/service.ts, and 2 s for the node's probes. */
const READY_WITHIN = 12_000;
/** Milliseconds, as on one machine: an optional part reads its data from disk, and no edit waits for it. */
const OPTIONAL_READY_WITHIN = 60_000;
/** Milliseconds between two looks at the pods that the watch keeps: no request is made. */
const LOOK_EVERY = 100;
/** Milliseconds that a container's last log lines are waited for, which are read after its end. */
const LOGS_READ_WITHIN = 3000;

/** Waits until the part's new pod is ready or has failed; the state is then `ready` or `failed`, with the reason. */
export async function untilStarted(starting: Starting): Promise<PartStatus> {
  const { part, before, image, pods, states, logsRead, signal } = starting;
  const readyWithin = isOptional(part) ? OPTIONAL_READY_WITHIN : READY_WITHIN;
  const [began, since] = [performance.now(), Date.now()];
  const failed = (reason?: string): PartStatus => {
    const status = states.of(part);
    return { ...status, state: 'failed', since, ...(reason && { reason }) };
  };
  let running: number | undefined;
  for (;;) {
    const pod = pods.of(part);
    if (pod && pod.start !== before && !pod.leaving && (image ?? pod.image) === pod.image) {
      if (pod.state === 'ready') return states.of(part);
      if (pod.state === 'failed') return failed();
      if (pod.exit) {
        await Promise.race([logsRead(pod), wait(LOGS_READ_WITHIN, undefined, { signal })]);
        return failed();
      }
      if (pod.running) running ??= performance.now();
      if (running !== undefined && performance.now() - running > readyWithin)
        return failed(await whyLate(starting, readyWithin));
    }
    if (running === undefined && performance.now() - began > COMES_WITHIN) {
      const refusal = await starting.refusal(signal);
      return failed(refusal ?? pods.of(part)?.reason ?? `no new pod within ${COMES_WITHIN / 1000} s`);
    }
    await wait(LOOK_EVERY, undefined, { signal });
  }
}

async function whyLate({ probe, signal }: Starting, readyWithin: number): Promise<string> {
  const limit = AbortSignal.any([signal, AbortSignal.timeout(1500)]);
  const answer = await probe(limit).catch((error: Error) => ({ detail: error.message }));
  signal.throwIfAborted();
  return `not ready after ${readyWithin / 1000} s: ${answer.detail}`;
}
