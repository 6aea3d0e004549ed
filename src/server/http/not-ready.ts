import { problemResponse } from './problem-response.ts';

/** The answer to a call that needs the running bench before it runs. */
export function notReady(detail: string | undefined): Response {
  return problemResponse(409, {
    title: 'The bench does not run yet.',
    detail,
    next: 'Wait until its phases end; if one failed, fix what it says and press “Try again”.',
  });
}
