import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { Readable } from 'node:stream';
import { run } from '../../process/run.ts';
import { tarOf } from '../cluster/tar.ts';
import { toolCommand } from '../cluster/tool-command.ts';
import { outputOf } from '../cluster/tool-failure.ts';

const DOCKERFILE = resolve(import.meta.dirname, '../../../../labs/cluster/Dockerfile');

/** Makes the image of one static program in the host's engine, unless it is there; throws ToolFailed. */
export async function makeImage(image: string, program: string, signal: AbortSignal): Promise<void> {
  if (await isInEngine(image, signal)) return;
  const dockerfile = await readFile(DOCKERFILE);
  const context = tarOf([
    { name: 'Dockerfile', mode: 0o644, size: dockerfile.length, content: [dockerfile] },
    {
      ...{ name: 'program', mode: 0o755, size: (await stat(program)).size },
      content: createReadStream(program),
    },
  ]);
  const command = toolCommand('docker', ['build', '--quiet', '--tag', image, '-']);
  // With a description of its making beside it, an image is one of several platforms, which kind cannot load.
  const env = { ...command.env, BUILDX_NO_DEFAULT_ATTESTATIONS: '1' };
  const input = Readable.from(context);
  outputOf(`docker build of ${image}`, await run({ ...command, env }, signal, { input }));
}

/** Whether the host's engine has the image, so that nothing has to be pulled. */
export async function isInEngine(image: string, signal: AbortSignal): Promise<boolean> {
  const asked = await run(toolCommand('docker', ['image', 'inspect', '--format', 'there', image]), signal);
  return asked.code === 0;
}
