import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** The files that are or will be in the repository, with their text. */
export interface Tree {
  root: string;
  /** Paths from the root, sorted. */
  files: string[];
  text(file: string): string;
}

/** Reads the repository as git sees it: what is committed and what is new, nothing that is ignored. */
export function readTree(root: string): Tree {
  const listed = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '-z'], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 16 * 1024 * 1024,
  });
  const files = [...new Set(listed.split('\0'))].filter((file) => file && isFile(join(root, file))).sort();
  return { root, files, text: (file) => readFileSync(join(root, file), 'utf8') };
}

function isFile(path: string): boolean {
  return existsSync(path) && statSync(path).isFile();
}
