import type { KindSession } from '../session.ts';
import { POD_PARTS } from './pod-part.ts';

/**
 * Takes away pods that could not be started, so that others come: a node tries to pull an image again ever more
 * seldom, though it may be there by now.
 */
export async function replaceStuck({ connection, pods }: KindSession, signal: AbortSignal): Promise<void> {
  for (const part of POD_PARTS) {
    const pod = pods.of(part);
    if (pod?.state !== 'failed' || pod.running) continue;
    const path = `/api/v1/namespaces/${pod.namespace}/pods/${pod.name}`;
    // It may have gone meanwhile.
    await connection.api.remove(path, signal).catch(() => signal.throwIfAborted());
  }
}
