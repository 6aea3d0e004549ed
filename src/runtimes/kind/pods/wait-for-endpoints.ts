import { setTimeout as wait } from 'node:timers/promises';
import type { HealthAnswer } from '#runtimes/probes/ask-part.ts';
import { SERVICES } from '#system/part-names.ts';
import type { PodPart } from './pod-part.ts';

/** Most that a new pod's address takes to reach every other pod, in milliseconds. */
const WITHIN = 8000;

/**
 * Waits until every service reaches what it depends on, after one was replaced: a pod that is ready is not yet one that the others' requests
 * arrive at. Gives up silently after 8 s; the caller's own probe reports what is still unreachable.
 */
export async function waitForEndpoints(
  probe: (part: PodPart, signal: AbortSignal) => Promise<HealthAnswer>,
  signal: AbortSignal,
): Promise<void> {
  const until = performance.now() + WITHIN;
  for (;;) {
    const limit = AbortSignal.any([signal, AbortSignal.timeout(1500)]);
    const answers = await Promise.all(
      SERVICES.map((service) => probe(service, limit).catch((): HealthAnswer => ({ ok: false, detail: '' }))),
    );
    signal.throwIfAborted();
    if (answers.every(({ ok }) => ok) || performance.now() > until) return;
    await wait(100, undefined, { signal });
  }
}
