import { copyFile, link, mkdtemp, rm } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { run } from '../../process/run.ts';
import { toolCommand } from '../cluster/tool-command.ts';
import { outputOf } from '../cluster/tool-failure.ts';

const DOCKERFILE = resolve(import.meta.dirname, '../../../../labs/cluster/Dockerfile');

/** Makes the image of one static program in the host's engine, unless it is there; throws ToolFailed. */
export async function makeImage(image: string, program: string, signal: AbortSignal): Promise<void> {
  if (await isInEngine(image, signal)) return;
  // Beside the program, on the same disk, so that a link does instead of a copy.
  const folder = await mkdtemp(join(dirname(program), 'image-'));
  try {
    const place = join(folder, 'program');
    await link(program, place).catch(() => copyFile(program, place));
    const args = ['build', '--quiet', '--tag', image, '--file', DOCKERFILE, folder];
    outputOf(`docker build of ${image}`, await run(toolCommand('docker', args), signal));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Whether the host's engine has the image, so that nothing has to be pulled. */
export async function isInEngine(image: string, signal: AbortSignal): Promise<boolean> {
  const asked = await run(toolCommand('docker', ['image', 'inspect', '--format', 'there', image]), signal);
  return asked.code === 0;
}
