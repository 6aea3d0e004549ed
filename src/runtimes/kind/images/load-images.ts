import { run } from '../../process/run.ts';
import { toolCommand } from '../cluster/tool-command.ts';
import { outputOf, ToolFailed } from '../cluster/tool-failure.ts';
import { fullName, imagesOnNode } from './node-images.ts';

/** Images to put onto a node. */
interface Loading {
  /** Nothing runs without them. */
  needed: readonly string[];
  /** Images of others, which the node can pull: where the engine cannot give one of them, the node is left to do that. */
  welcome: readonly string[];
  detail?: ((text: string) => void) | undefined;
}

/** Puts images of the host's engine onto the node of a kind cluster, those that are not there yet; throws ToolFailed. */
export async function loadImages(
  cluster: string,
  { needed, welcome, detail }: Loading,
  signal: AbortSignal,
): Promise<void> {
  const there = await namesOnNode(cluster, signal);
  const isMissing = (image: string) => !there.has(fullName(image));
  // Apart from the needed ones: kind loads all images of a call or none.
  const load = async (images: readonly string[]) => {
    if (images.length === 0) return;
    const args = ['load', 'docker-image', ...images, '--name', cluster];
    outputOf(`kind load docker-image ${images.join(' ')}`, await run(toolCommand('kind', args), signal));
  };
  await load(needed.filter(isMissing));
  for (const image of welcome.filter(isMissing)) {
    try {
      await load([image]);
    } catch (error) {
      if (!(error instanceof ToolFailed)) throw error;
      detail?.(`the node has to pull ${image}, which could not be loaded: ${error.message}`);
    }
  }
}

async function namesOnNode(cluster: string, signal: AbortSignal): Promise<Set<string>> {
  // Not knowing only means loading again.
  const images = await imagesOnNode(cluster, signal).catch(() => []);
  signal.throwIfAborted();
  return new Set(images.map(({ ref }) => ref));
}
