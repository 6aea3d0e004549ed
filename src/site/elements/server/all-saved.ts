import { send } from './bench-signals.ts';

/** Resolves when every text the learner has typed into an editor is on disk, or could not be brought there. */
export async function allSaved(): Promise<void> {
  const waits: Promise<unknown>[] = [];
  send('save', { waits });
  await Promise.allSettled(waits);
}
