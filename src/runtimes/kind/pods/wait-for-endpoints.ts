import { setTimeout as wait } from 'node:timers/promises';
import type { HealthAnswer } from '#runtimes/probes/ask-part.ts';
import type { PartState } from '#runtimes/runtime.ts';
import { SERVICES } from '#system/part-names.ts';
import type { PodPart } from './pod-part.ts';

/** Longest that a new pod's address takes to reach every other pod, in milliseconds, measured on a busy machine. */
const TIMEOUT = 8000;

interface Asked {
  /** Whether a service reaches what it depends on. */
  probe: (part: PodPart, signal: AbortSignal) => Promise<HealthAnswer>;
  /** A service's state as its node sees it. */
  stateOf: (part: PodPart) => PartState;
}

/**
 * Waits until every service reaches what it depends on, after a pod was replaced, and until the nodes have seen it: the
 * requests of the others do not yet arrive at a pod that has just become ready, and a service that waited for that pod is
 * called ready up to two seconds after it answers again. Ends after eight seconds in any case.
 */
export async function waitForEndpoints({ probe, stateOf }: Asked, signal: AbortSignal): Promise<void> {
  const until = performance.now() + TIMEOUT;
  for (;;) {
    const limit = AbortSignal.any([signal, AbortSignal.timeout(1500)]);
    const answers = await Promise.all(
      SERVICES.map((service) => probe(service, limit).catch((): HealthAnswer => ({ ok: false, detail: '' }))),
    );
    signal.throwIfAborted();
    const isSettled = SERVICES.every((one, index) => answers[index]!.ok && stateOf(one) === 'ready');
    if (isSettled || performance.now() > until) return;
    await wait(100, undefined, { signal });
  }
}
