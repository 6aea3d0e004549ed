import { readdirSync } from 'node:fs';
import { join } from 'node:path';

/** The folders with Go code of our own; labs/stack holds what the Collector's builder generated. */
export function goFolders(root: string): string[] {
  return readdirSync(join(root, 'labs'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && entry.name !== 'stack')
    .map(({ name }) => `labs/${name}`)
    .sort();
}
