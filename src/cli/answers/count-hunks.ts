import { git } from './git.ts';

/** In how many places two files differ. */
export async function countHunks(before: string, after: string, signal: AbortSignal): Promise<number> {
  const { out } = await git(['diff', '--no-index', '--unified=0', '--', before, after], '/', signal);
  return out.split('\n').filter((line) => line.startsWith('@@')).length;
}
