import { BENCH_PARTS, OPTIONAL } from '#system/part-names.ts';
import { run } from '../../process/run.ts';
import { toolCommand } from '../cluster/tool-command.ts';

/** An image that a bench made, in the host's engine. */
export interface EngineImage {
  image: string;
  /** Two names of the same content share it. */
  id: string;
  bytes: number;
}

/** Programs of which images are made here; the node's own image, say, may lie under “spanwise/” too. */
const OURS = new RegExp(`^spanwise/(${[...BENCH_PARTS, ...OPTIONAL].join('|')}):[0-9a-f]{16}$`);

/** The images of benches in the host's engine; none where there is no engine. */
export async function imagesInEngine(signal: AbortSignal): Promise<EngineImage[]> {
  const list = ['image', 'ls', '--filter', 'reference=spanwise/*', '--format', '{{.Repository}}:{{.Tag}}'];
  const { code, stdout } = await run(toolCommand('docker', list), signal);
  const images = code === 0 ? stdout.split('\n').filter((name) => OURS.test(name)) : [];
  if (images.length === 0) return [];
  const sizes = ['image', 'inspect', '--format', '{{.Id}} {{.Size}}', ...images];
  // One that went meanwhile gives no line, and then the lines can no longer be told apart.
  const lines = (await run(toolCommand('docker', sizes), signal)).stdout.split('\n').filter(Boolean);
  const isWhole = lines.length === images.length;
  return images.map((image, index) => {
    const [id, bytes] = isWhole ? lines[index]!.split(' ') : [image, '0'];
    return { image, id: id!, bytes: Number(bytes) };
  });
}

/** What became of images that were to be removed; `problem` says why some were not. */
interface Removal {
  removed: Set<string>;
  problem?: string;
}

/** Removes images from the host's engine, without force: one that a container uses stays. One that is gone counts as removed. */
export async function removeFromEngine(images: readonly string[], signal: AbortSignal): Promise<Removal> {
  if (images.length === 0) return { removed: new Set() };
  const asked = await run(toolCommand('docker', ['image', 'rm', ...images]), signal);
  return readRemoval(images, asked);
}

/** Reads what `docker image rm` said of several images: it goes on after one that it cannot remove. */
export function readRemoval(
  images: readonly string[],
  { code, error, output }: { code: number | null; error?: string; output: string },
): Removal {
  if (code === 0) return { removed: new Set(images) };
  const lines = output.split('\n').map((line) => line.trim());
  const isGone = (image: string) =>
    lines.some(
      (line) => line === `Untagged: ${image}` || (/No such image/i.test(line) && line.includes(image)),
    );
  const removed = new Set(images.filter(isGone));
  if (removed.size === images.length) return { removed };
  const telling = lines.filter((line) => /^Error|daemon|denied/i.test(line) && !/No such image/i.test(line));
  const problem = error ?? (telling.slice(0, 3).join('\n') || lines.filter(Boolean).at(-1));
  return { removed, problem: problem ?? `exit code ${code}` };
}
