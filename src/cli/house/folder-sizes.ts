import { dirname } from 'node:path';
import type { Tree } from './tree.ts';

const MAX_FILES = 20;

/** A folder of src/ with the files that lie directly in it. */
export interface FolderSize {
  folder: string;
  files: string[];
}

/** A folder of src/ holds few enough files to be taken in at a glance; below it there may be more. */
export function folderSizes(tree: Tree): string[] {
  return foldersBySize(tree)
    .filter(({ files }) => files.length > MAX_FILES)
    .map(
      ({ folder, files }) =>
        `${folder}: ${files.length} files, at most ${MAX_FILES}. Put those of one job into a folder named for it: ${files.join(', ')}`,
    );
}

/** Every folder of src/ that has files directly in it, the fullest first. */
export function foldersBySize(tree: Tree): FolderSize[] {
  const inside = tree.files.filter((file) => file.startsWith('src/'));
  const folders = Map.groupBy(inside, dirname);
  return [...folders]
    .map(([folder, files]) => ({ folder, files: files.map((file) => file.slice(folder.length + 1)) }))
    .toSorted((one, other) => other.files.length - one.files.length);
}
