import type { Problem } from '#api/problem.ts';
import { atRoot } from '../page/site-root.ts';

/** An answer of the server that is not the one asked for, with its own words and the body it came with. */
export class BenchError extends Error {
  readonly status: number;
  readonly problem: Problem;
  readonly body: unknown;

  constructor(status: number, problem: Problem, body: unknown) {
    super(problemText(problem));
    this.status = status;
    this.problem = problem;
    this.body = body;
  }
}

/** Calls the server; throws a BenchError for every answer that is not a success, and for none at all. */
export async function call<Answer>(
  method: string,
  path: string,
  body?: unknown,
  { signal, keepalive = false }: { signal?: AbortSignal; keepalive?: boolean } = {},
): Promise<Answer> {
  let response: Response;
  let text: string;
  try {
    response = await fetch(atRoot(path), {
      method,
      headers: body === undefined ? {} : { 'Content-Type': 'application/json' },
      body: body === undefined ? null : JSON.stringify(body),
      credentials: 'same-origin',
      signal: signal ?? null,
      keepalive,
    });
    // A server that ends, or a page that is left, can also cut an answer off that has begun.
    text = await response.text();
  } catch (cause) {
    if (signal?.aborted) throw cause;
    throw new BenchError(0, NO_ANSWER, undefined);
  }
  const json = (response.headers.get('Content-Type') ?? '').includes('json');
  const answer: unknown = json && text !== '' ? JSON.parse(text) : undefined;
  if (response.ok) return answer as Answer;
  throw new BenchError(response.status, problemOf(answer, response.status), answer);
}

/** A problem as one text: what happened, why, and what helps. */
export function problemText({ title, detail, next }: Problem): string {
  return [title, detail, next].filter(Boolean).join(' ');
}

const NO_ANSWER: Problem = {
  title: 'The server did not answer.',
  next: 'Look at the terminal where npm start runs; the page connects again by itself.',
};

function problemOf(answer: unknown, status: number): Problem {
  if (typeof answer === 'object' && answer !== null && 'title' in answer) return answer as Problem;
  return { title: `The server answered with status ${status}.`, next: 'Try again.' };
}
