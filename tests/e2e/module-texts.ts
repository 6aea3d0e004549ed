import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { filesBelow } from '#bench/workspace/files-below.ts';
import { stepStates } from '#bench/workspace/step-states.ts';
import { loadLab } from '#course/load/load-lab.ts';

const labs = resolve(import.meta.dirname, '../../labs');

/** Every file of a workspace with its text. */
export async function textsBelow(folder: string): Promise<Record<string, string>> {
  const paths = await filesBelow(folder);
  const texts = await Promise.all(paths.map((path) => readFile(join(folder, path), 'utf8')));
  return Object.fromEntries(paths.map((path, index) => [path, texts[index]!]));
}

/** Every file a step of split-trace starts or ends with. */
export async function textsOf(step: string, end: 'start' | 'solution'): Promise<Record<string, string>> {
  const states = await stepStates(labs, await loadLab(labs, 'split-trace'));
  const files = [...states.get(step)![end]].toSorted(([a], [b]) => (a < b ? -1 : 1));
  const texts = await Promise.all(files.map(([, source]) => readFile(source, 'utf8')));
  return Object.fromEntries(files.map(([path], index) => [path, texts[index]!]));
}

/** What a change from one set of texts to another does to each file, in the words of the page. */
export function difference(from: Record<string, string>, to: Record<string, string>): string[] {
  const paths = [...new Set([...Object.keys(from), ...Object.keys(to)])].toSorted();
  return paths
    .filter((path) => from[path] !== to[path])
    .map((path) => {
      if (!(path in to)) return `${path} is removed`;
      return path in from ? `${path} is replaced` : `${path} is added`;
    });
}
