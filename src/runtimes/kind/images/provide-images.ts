import type { Connection } from '../cluster/connection.ts';
import { ToolFailed } from '../tool-failure.ts';
import { loadImages } from './load-images.ts';
import { isInEngine, makeImage } from './make-image.ts';

interface Wanted {
  /** Images of programs built here. */
  made: { image: string; program: string }[];
  /** Images of others: loaded where the host's engine has them, otherwise left to the node to pull. */
  ready?: readonly string[];
  detail?: (text: string) => void;
}

/** Makes images and brings them to where the cluster's nodes can have them; throws ToolFailed. */
export async function provideImages(
  { kind }: Connection,
  { made, ready = [], detail }: Wanted,
  signal: AbortSignal,
): Promise<void> {
  if (!kind) {
    throw new ToolFailed(
      'This context is not of a kind cluster, so images cannot be loaded into its nodes from here. Use a context that begins with “kind-”.',
    );
  }
  for (const { image, program } of made) {
    detail?.(`making ${image}`);
    await makeImage(image, program, signal);
  }
  const there = await Promise.all(
    ready.map(async (image) => ({ image, ok: await isInEngine(image, signal) })),
  );
  const loaded = there.filter(({ ok }) => ok).map(({ image }) => image);
  detail?.('loading what the node does not have');
  await loadImages(kind, [...made.map(({ image }) => image), ...loaded], signal);
}
