import type { PartStatus } from '#runtimes/runtime.ts';
import type { KindProbes } from '../probes/kind-probes.ts';
import type { KindSession } from '../session.ts';
import type { PodPart } from './pod-part.ts';
import type { Replacement } from './replacement.ts';
import { type PartRestart, restartPart } from './restart-part.ts';

/** Replaces the pod of a part. What goes wrong is in the state it gives: the cluster's fault where that does not answer. */
export type Restart = (part: PodPart, change: Replacement, signal: AbortSignal) => Promise<PartStatus>;

interface Restarts extends Omit<PartRestart, 'session' | 'probe'> {
  session: () => KindSession | undefined;
  probes: KindProbes;
  statusOf: (part: PodPart) => PartStatus;
}

/** Gives what replaces pods on the cluster as it was opened last. */
export function restarts({ session, probes, statusOf, ...using }: Restarts): Restart {
  return async (part, change, signal) => {
    const current = session();
    const failed = (reason: string): PartStatus => ({ ...statusOf(part), state: 'failed', reason });
    if (!current) return failed('the cluster has not been opened');
    try {
      return await restartPart({ ...using, session: current, probe: probes.part }, part, change, signal);
    } catch (error) {
      signal.throwIfAborted();
      const answer = await probes.cluster(signal);
      return failed(answer.ok ? (error as Error).message : answer.detail);
    }
  };
}
