import { type IncomingMessage, request } from 'node:http';
import type { Bench } from '../server/bench.ts';
import { type Failure, problems } from '../server/problems.ts';

/** A request to a service of the bench. */
export interface ServiceRequest {
  service: string;
  url: string;
  method: string;
  headers: Readonly<Record<string, string>>;
  body?: string | undefined;
}

/** How a service answered. */
export interface ServiceAnswer {
  status: number;
  /** From the request to the end of its answer. */
  milliseconds: number;
  body: string;
}

/** Milliseconds. The Bookstore's own calls end after 5 s; as long again for a machine that has other work. */
const TIMEOUT = 10_000;

/** Sends a request from this terminal, as curl would; `node:http` and not `fetch`, which takes far longer to load. */
export async function sendRequest(
  { service, url, method, headers, body }: ServiceRequest,
  { signal }: Pick<Bench, 'signal'>,
): Promise<{ ok: true; answer: ServiceAnswer } | Failure> {
  const timer = AbortSignal.timeout(TIMEOUT);
  const began = performance.now();
  const options = { method, headers, signal: AbortSignal.any([signal, timer]) };
  try {
    const { status, text } = await new Promise<{ status: number; text: string }>((resolve, reject) => {
      const onAnswer = (answer: IncomingMessage) => {
        const chunks: Buffer[] = [];
        answer.on('data', (chunk: Buffer) => chunks.push(chunk));
        answer.on('error', reject);
        answer.on('end', () => resolve({ status: answer.statusCode ?? 0, text: `${Buffer.concat(chunks)}` }));
      };
      request(url, options, onAnswer).on('error', reject).end(body);
    });
    return { ok: true, answer: { status, milliseconds: performance.now() - began, body: text } };
  } catch (error) {
    if (signal.aborted) return problems.interrupted;
    if (error instanceof TypeError) return problems.notSendable(error.message);
    const reason = timer.aborted ? `no answer within ${TIMEOUT / 1000} s` : (error as Error).message;
    return problems.serviceSilent(service, url, reason);
  }
}
