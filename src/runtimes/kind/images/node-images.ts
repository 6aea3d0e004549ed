import { run } from '../../process/run.ts';
import { toolCommand } from '../cluster/tool-command.ts';
import { outputOf } from '../cluster/tool-failure.ts';

/** One name that a node's containerd keeps an image under. */
interface NodeImage {
  ref: string;
  digest: string;
}

/** The names on the node of a kind cluster; throws ToolFailed. */
export async function imagesOnNode(cluster: string, signal: AbortSignal): Promise<NodeImage[]> {
  return readImageList(outputOf('listing the images of the node', await ctr(cluster, ['list'], signal)));
}

/** Removes images from the node with all that only they need; throws ToolFailed. */
export async function removeFromNode(
  cluster: string,
  images: readonly string[],
  signal: AbortSignal,
): Promise<void> {
  const names = refsToRemove(await imagesOnNode(cluster, signal), new Set(images.map(fullName)));
  if (names.length === 0) return;
  outputOf('removing images from the node', await ctr(cluster, ['remove', ...names], signal));
}

/** Reads the table that `ctr images list` prints: name, type and digest are its first columns. */
export function readImageList(output: string): NodeImage[] {
  return output
    .split('\n')
    .slice(1)
    .flatMap((line) => {
      const [ref, , digest] = line.split(/\s+/);
      return ref && digest?.startsWith('sha256:') ? [{ ref, digest }] : [];
    });
}

/**
 * The names to remove so that these images are gone. Kubernetes and kind give an image names by its digest as well, which
 * keep its data on the disk; they go only when no other image has the same content.
 */
export function refsToRemove(there: readonly NodeImage[], unwanted: ReadonlySet<string>): string[] {
  const digests = new Set(there.filter(({ ref }) => unwanted.has(ref)).map(({ digest }) => digest));
  return [...digests].flatMap((digest) => {
    const same = there.filter((image) => image.digest === digest).map(({ ref }) => ref);
    const isWanted = same.some((ref) => !isByDigest(ref) && !unwanted.has(ref));
    return isWanted ? same.filter((ref) => unwanted.has(ref)) : same;
  });
}

function isByDigest(ref: string): boolean {
  return ref.startsWith('sha256:') || ref.includes('@sha256:');
}

/** The name containerd keeps an image under. */
export function fullName(image: string): string {
  const [host] = image.split('/');
  if (image.includes('/') && /[.:]|^localhost$/.test(host!)) return image;
  return `docker.io/${image.includes('/') ? '' : 'library/'}${image}`;
}

function ctr(cluster: string, args: string[], signal: AbortSignal) {
  const node = ['exec', `${cluster}-control-plane`, 'ctr', '--namespace=k8s.io', 'images'];
  return run(toolCommand('docker', [...node, ...args]), signal);
}
