import { readFileSync } from 'node:fs';
import { type IncomingMessage, request } from 'node:http';
import type { Problem } from '#api/problem.ts';
import { type Failure, problems, serverProblem } from './problems.ts';

export type ApiAnswer<T> = { ok: true; body: T } | Failure;

interface CallOptions {
  body?: unknown;
  signal?: AbortSignal;
  /** Milliseconds to wait for the answer; calls that build something take longer than others. */
  timeout?: number;
}

/** Calls the server's API as this terminal may. `node:http` and not `fetch`, which takes far longer to load. */
export type Call = <T>(method: string, path: string, options?: CallOptions) => Promise<ApiAnswer<T>>;

const TIMEOUT = 10_000;

/** Makes the call of a terminal from its environment. The token is read each time: the server may have been started anew. */
export function createCall(env: Record<string, string | undefined>): Call {
  const { SPANWISE_URL: url, SPANWISE_TOKEN_FILE: file } = env;
  return async (method, path, { body, signal, timeout = TIMEOUT } = {}) => {
    if (!url || !file || !URL.canParse(url)) return problems.noBench;
    const token = readToken(url, file);
    if (typeof token !== 'string') return token;
    const text = body === undefined ? '' : JSON.stringify(body);
    const headers = {
      Authorization: `Bearer ${token}`,
      'Content-Length': Buffer.byteLength(text),
      ...(text && { 'Content-Type': 'application/json' }),
    };
    const timer = AbortSignal.timeout(timeout);
    try {
      const both = signal ? AbortSignal.any([signal, timer]) : timer;
      return read(url, await send(new URL(path, url), { method, headers, signal: both }, text));
    } catch {
      if (signal?.aborted) return problems.interrupted;
      return timer.aborted ? problems.serverSilent(url, timeout / 1000) : problems.serverGone(url);
    }
  };
}

function readToken(url: string, file: string): string | Failure {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    // The server takes the file away when it ends.
    return code === 'ENOENT' ? problems.serverGone(url) : problems.tokenUnreadable(file, message);
  }
}

interface Received {
  status: number;
  type: string;
  text: string;
}

function send(url: URL, options: Parameters<typeof request>[1], text: string): Promise<Received> {
  return new Promise((resolve, reject) => {
    const onAnswer = (answer: IncomingMessage) => {
      const chunks: Buffer[] = [];
      const { statusCode: status = 0, headers } = answer;
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.on('error', reject);
      answer.on('end', () =>
        resolve({ status, type: headers['content-type'] ?? '', text: Buffer.concat(chunks).toString() }),
      );
    };
    request(url, options, onAnswer).on('error', reject).end(text);
  });
}

function read<T>(url: string, { status, type, text }: Received): ApiAnswer<T> {
  if (status === 401 || status === 403) return problems.tokenStale;
  if (status === 204) return { ok: true, body: undefined as T };
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    return problems.otherServer(url);
  }
  if (status < 300 && type.startsWith('application/json')) return { ok: true, body: body as T };
  const problem = body as Problem;
  return type.startsWith('application/problem+json') && problem.title
    ? serverProblem(status, problem)
    : problems.otherServer(url);
}
