import { run } from '../../process/run.ts';
import { toolCommand } from '../cluster/tool-command.ts';
import { outputOf } from '../cluster/tool-failure.ts';

/** Puts images of the host's engine onto the node of a kind cluster, those that are not there yet. */
export async function loadImages(
  cluster: string,
  images: readonly string[],
  signal: AbortSignal,
): Promise<void> {
  const there = await imagesOnNode(cluster, signal);
  const missing = images.filter((image) => !there.has(fullName(image)));
  if (missing.length === 0) return;
  const args = ['load', 'docker-image', ...missing, '--name', cluster];
  outputOf(`kind load docker-image ${missing.join(' ')}`, await run(toolCommand('kind', args), signal));
}

async function imagesOnNode(cluster: string, signal: AbortSignal): Promise<Set<string>> {
  const args = ['exec', `${cluster}-control-plane`, 'ctr', '--namespace=k8s.io', 'images', 'list', '-q'];
  const listed = await run(toolCommand('docker', args), signal);
  // Not knowing only means loading again.
  return new Set(listed.code === 0 ? listed.stdout.split('\n') : []);
}

/** The name containerd keeps an image under. */
function fullName(image: string): string {
  const [host] = image.split('/');
  if (image.includes('/') && /[.:]|^localhost$/.test(host!)) return image;
  return `docker.io/${image.includes('/') ? '' : 'library/'}${image}`;
}
