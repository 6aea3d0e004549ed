import type { KindContext } from '../context.ts';
import type { KindSession } from '../session.ts';
import { tidyImages } from './tidy-images.ts';

/**
 * Gives what begins to remove earlier images in the background, one round after the other. A round that cannot remove one
 * says why among the lines of the cluster, once for each reason.
 */
export function backgroundTidy(
  { folders, logs }: Pick<KindContext, 'folders' | 'logs'>,
  session: () => Pick<KindSession, 'connection' | 'signal'> | undefined,
): () => void {
  let background: Promise<void> = Promise.resolve();
  let said: string | undefined;
  const round = async () => {
    const current = session();
    if (!current || current.signal.aborted) return;
    const problem = await tidyImages(folders, current.connection, current.signal);
    if (problem !== undefined && problem !== said)
      logs.add('cluster', `earlier images were not removed, which harms nothing: ${problem}`);
    said = problem;
  };
  return () => {
    // Only an abort comes here.
    background = background.then(round).catch(() => undefined);
  };
}
