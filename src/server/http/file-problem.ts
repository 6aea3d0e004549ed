import type { Context } from 'hono';
import { diskHelp } from '#bench/workspace/disk-help.ts';
import { problemResponse } from './problem-response.ts';

/** The answer where the disk refused a file of the workspace; any other error is thrown on. */
export function fileProblemResponse(error: Error, { req }: Context): Response {
  const { code, syscall, message } = error as NodeJS.ErrnoException;
  if (code === undefined || syscall === undefined) throw error;
  const title =
    req.method === 'GET'
      ? 'The file could not be read.'
      : 'The file could not be written; the old text is untouched.';
  return problemResponse(507, { title, detail: message, next: `${diskHelp(code)} and try again.` });
}
