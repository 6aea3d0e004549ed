import { setTimeout as wait } from 'node:timers/promises';
import type { PartState, Parts } from './runtime.ts';

const ON_ITS_WAY: readonly PartState[] = ['absent', 'building', 'starting'];

/** After `up`: waits until the optional parts too are ready or have failed. */
export async function untilStarted(runtime: Pick<Parts, 'status'>, signal: AbortSignal): Promise<void> {
  while (runtime.status().some(({ state }) => ON_ITS_WAY.includes(state))) {
    await wait(200, undefined, { signal });
  }
}
