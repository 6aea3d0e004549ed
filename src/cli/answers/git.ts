import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';

/** What a git command said; a code of 0 means that it did what it was asked. */
export interface GitRun {
  code: number;
  out: string;
  err: string;
}

/** Runs git in a folder. */
export function git(args: readonly string[], cwd: string, signal: AbortSignal): Promise<GitRun> {
  return new Promise((resolve, reject) => {
    execFile('git', args, { cwd, signal, encoding: 'utf8' }, (error, out, err) => {
      if (signal.aborted || (error && typeof error.code !== 'number')) reject(error);
      else resolve({ code: error ? Number(error.code) : 0, out, err });
    });
  });
}

/** The id under which git keeps a file of this content, by which any commit that had it can be asked for it. */
export function blobId(content: Uint8Array): string {
  return createHash('sha1').update(`blob ${content.length}\0`).update(content).digest('hex');
}
