import { problemResponse } from './problem-response.ts';

/** The answer where a file of the workspace could not be written; any other error is thrown on. */
export function fileProblemResponse(error: Error): Response {
  const code = (error as NodeJS.ErrnoException).code;
  if (code === 'ENOSPC' || code === 'EDQUOT' || code === 'EACCES' || code === 'EROFS') {
    const next =
      code === 'ENOSPC' ? 'Make room on the disk and save again.' : 'Check who owns the workspace folder.';
    return problemResponse(507, {
      title: 'The file could not be written; the old text is untouched.',
      detail: error.message,
      next,
    });
  }
  throw error;
}
