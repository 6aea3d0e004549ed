import type { Folders } from '../../state/folders.ts';
import type { Connection } from '../cluster/connection.ts';
import { removeFromEngine } from './engine-images.ts';
import { withImages } from './image-lock.ts';
import { forgetImages, readImageRecords, removable } from './image-records.ts';
import { imagesInUse } from './images-in-use.ts';
import { removeFromNode } from './node-images.ts';

/**
 * Removes the images that edits have left behind, from the node and from the engine; nothing that anybody uses or keeps.
 * Gives the reason where some were not removed, which harms nothing: the next time tries again.
 */
export async function tidyImages(
  { cache, state }: Pick<Folders, 'cache' | 'state'>,
  { api, kind }: Pick<Connection, 'api' | 'kind'>,
  signal: AbortSignal,
): Promise<string | undefined> {
  // Most of the time there is nothing to remove, and nobody is asked.
  if (removable(readImageRecords(cache), state).length === 0) return undefined;
  const tidy = async () => {
    const used = await imagesInUse(api, signal);
    // Read again: another bench may have come to use one while this one waited.
    const unwanted = removable(readImageRecords(cache), state).filter((image) => !used.has(image));
    if (unwanted.length === 0) return undefined;
    if (kind) await removeFromNode(kind, unwanted, signal);
    const { removed, problem } = await removeFromEngine(unwanted, signal);
    forgetImages(cache, removed);
    return problem;
  };
  try {
    return await withImages(cache, tidy, { signal });
  } catch (error) {
    signal.throwIfAborted();
    return (error as Error).message;
  }
}
