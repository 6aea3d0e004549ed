import type { FileText } from '#api/lab-view.ts';
import { BenchError, call } from '../server/bench-api.ts';

/** Milliseconds after which a call is given up and made again: a stopped server takes calls and never answers. */
const PATIENCE = 15_000;

/** Bytes that browsers let a page send after it has gone, for all its calls together. */
export const KEEPALIVE_BYTES = 64 * 1024;

/** What became of a save. */
export type Written =
  | { saved: FileText }
  /** Another version lies on disk. */
  | { theirs: FileText }
  /** What lies on disk, or the text itself, cannot be taken; trying again does not help. */
  | { refused: string };

/** What the files of a lab ask of the server. Each call throws a BenchError where the server refuses or does not answer. */
export interface FileServer {
  read(path: string): Promise<FileText | { refused: string }>;
  /** Saves a text made from `baseVersion`; `keepalive` makes a small one arrive even when the page goes. */
  write(path: string, text: string, baseVersion: string, keepalive: boolean): Promise<Written>;
  /** Puts a file back to the start of the step. */
  reset(path: string): Promise<FileText>;
}

/** The calls for one lab, made to the server this page came from. */
export function fileServer(lab: string): FileServer {
  return {
    read: (path) => ask<FileText>('GET', fileAddress(lab, path)).catch(refusedOr),
    async write(path, text, baseVersion, keepalive) {
      try {
        return {
          saved: await ask<FileText>('PUT', fileAddress(lab, path), { text, baseVersion }, keepalive),
        };
      } catch (error) {
        if (error instanceof BenchError && error.status === 409 && isFileText(error.body))
          return { theirs: error.body };
        return refusedOr(error);
      }
    },
    reset: (path) => ask<FileText>('POST', `${fileAddress(lab, path)}/reset`),
  };
}

/** Bytes of the body of a save, as it is sent. */
export function saveSize(text: string, baseVersion: string): number {
  return new TextEncoder().encode(JSON.stringify({ text, baseVersion })).length;
}

async function ask<Answer>(method: string, path: string, body?: unknown, keepalive = false): Promise<Answer> {
  const signal = AbortSignal.timeout(PATIENCE);
  try {
    return await call<Answer>(method, path, body, { signal, keepalive });
  } catch (error) {
    if (!signal.aborted) throw error;
    throw new BenchError(0, { title: `The server did not answer within ${PATIENCE / 1000} s.` }, undefined);
  }
}

function refusedOr(error: unknown): { refused: string } {
  if (error instanceof BenchError && (error.status === 413 || error.status === 422))
    return { refused: error.message };
  throw error;
}

function isFileText(body: unknown): body is FileText {
  return typeof body === 'object' && body !== null && 'version' in body;
}

/** Address of a lab's file in the API. */
export function fileAddress(lab: string, path: string): string {
  return `/api/labs/${lab}/files/${path.split('/').map(encodeURIComponent).join('/')}`;
}
