import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { ProvenState } from '../states.ts';

/** Hashes of files by their path. States share most of their files, so a run reads each only once. */
export type Contents = Map<string, Promise<string>>;

/** Names exactly one proof: the whole workspace, the requests before it, the verdict it has to give, and the engine that gives it. */
export async function stateKey(
  { lab, step, expected, files, requests }: ProvenState,
  engine: string,
  contents: Contents = new Map(),
): Promise<string> {
  const hash = createHash('sha256').update(JSON.stringify([engine, lab, step, expected]));
  for (const [path, source] of [...files].toSorted(([a], [b]) => (a < b ? -1 : 1)))
    hash.update(`\0${path}\0`).update(await contentHash(source, contents));
  if (requests) hash.update('\0requests\0').update(await contentHash(requests, contents));
  return hash.digest('hex').slice(0, 32);
}

function contentHash(file: string, contents: Contents): Promise<string> {
  const known =
    contents.get(file) ?? readFile(file).then((bytes) => createHash('sha256').update(bytes).digest('hex'));
  contents.set(file, known);
  return known;
}
