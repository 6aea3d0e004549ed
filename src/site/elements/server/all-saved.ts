import type { UnsavedFile } from '../edited-files/open-file.ts';
import { send } from './bench-signals.ts';

/**
 * Resolves when every text the learner sees in an editor is the one on disk, with the files where it could not be made so.
 * With `lab` only that lab's files count.
 */
export async function allSaved(lab?: string): Promise<UnsavedFile[]> {
  const waits: Promise<UnsavedFile[]>[] = [];
  send('save', { lab, waits });
  return (await Promise.all(waits)).flat();
}
