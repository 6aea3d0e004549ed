import type { Problem } from '#api/problem.ts';

/** The answer to a refused or failed request, in the form every error of this API has. */
export function problemResponse(status: number, problem: Problem): Response {
  return new Response(JSON.stringify(problem), {
    status,
    headers: { 'Content-Type': 'application/problem+json' },
  });
}
