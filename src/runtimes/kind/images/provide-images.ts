import { run } from '../../process/run.ts';
import type { Folders } from '../../state/folders.ts';
import { toolCommand } from '../cluster/tool-command.ts';
import { outputOf, ToolFailed } from '../cluster/tool-failure.ts';
import type { BuiltImage } from './built-images.ts';
import { withImages } from './image-lock.ts';
import { noteImages } from './image-records.ts';
import { loadImages } from './load-images.ts';
import { isInEngine, makeImage } from './make-image.ts';

interface Wanted {
  /** Images of programs built here. */
  made: readonly BuiltImage[];
  /** Images of others: loaded where the host's engine has them, otherwise left to the node to pull. */
  ready?: readonly string[];
  detail?: (text: string) => void;
}

/** Where images have to be for the nodes to run them: in a kind cluster, or in a registry. */
interface Place {
  kind?: string | undefined;
  registry?: string | undefined;
  /** Whose images they are, so that earlier ones can be removed. */
  folders: Pick<Folders, 'cache' | 'state'>;
}

/** Makes images and brings them to where the cluster's nodes can have them; throws ToolFailed. */
export async function provideImages(place: Place, wanted: Wanted, signal: AbortSignal): Promise<void> {
  const { folders } = place;
  const onWait = (pid: number) => wanted.detail?.(`waiting for process ${pid}, which loads images`);
  const bring = () => {
    noteImages(folders, wanted.made);
    return bringImages(place, wanted, signal);
  };
  await withImages(folders.cache, bring, { onWait, signal });
}

async function bringImages(
  { kind, registry }: Omit<Place, 'folders'>,
  { made, ready = [], detail }: Wanted,
  signal: AbortSignal,
): Promise<void> {
  if (!kind && !registry) {
    throw new ToolFailed(
      'The nodes of this context cannot be given images from here, since it is no kind cluster. Name a registry that they pull from and you may push to: --registry registry.example/team',
    );
  }
  for (const { image, program } of made) {
    detail?.(`making ${image}`);
    await makeImage(image, program, signal);
  }
  if (!kind) {
    for (const { image } of made) {
      detail?.(`pushing ${image}`);
      outputOf(`docker push ${image}`, await run(toolCommand('docker', ['push', '--quiet', image]), signal));
    }
    detail?.(`the registry has ${made.length} images of the bench`);
    return;
  }
  const there = await Promise.all(
    ready.map(async (image) => ({ image, ok: await isInEngine(image, signal) })),
  );
  const loaded = there.filter(({ ok }) => ok).map(({ image }) => image);
  detail?.('loading what the node does not have');
  const needed = made.map(({ image }) => image);
  let left: string | undefined;
  const note = (text: string) => {
    left = text;
  };
  await loadImages(kind, { needed, welcome: loaded, detail: note }, signal);
  detail?.(left ?? `the node has ${needed.length + loaded.length} images of the bench`);
}
