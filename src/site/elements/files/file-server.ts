import type { FileText } from '#api/lab-view.ts';
import { BenchError, call } from '../server/bench-api.ts';

/** What the files of a lab ask of the server. Each call throws a BenchError where the server refuses. */
export interface FileServer {
  read(path: string): Promise<FileText>;
  /** Saves a text made from `baseVersion`; gives what lies on disk instead where another version lies there. */
  write(path: string, text: string, baseVersion: string): Promise<{ saved: FileText } | { theirs: FileText }>;
  /** Puts a file back to the start of the step. */
  reset(path: string): Promise<FileText>;
}

/** The calls for one lab, made to the server this page came from. */
export function fileServer(lab: string): FileServer {
  return {
    read: (path) => call<FileText>('GET', fileAddress(lab, path)),
    async write(path, text, baseVersion) {
      try {
        return { saved: await call<FileText>('PUT', fileAddress(lab, path), { text, baseVersion }) };
      } catch (error) {
        if (error instanceof BenchError && error.status === 409 && error.body)
          return { theirs: error.body as FileText };
        throw error;
      }
    },
    reset: (path) => call<FileText>('POST', `${fileAddress(lab, path)}/reset`),
  };
}

/** Address of a lab's file in the API. */
export function fileAddress(lab: string, path: string): string {
  return `/api/labs/${lab}/files/${path.split('/').map(encodeURIComponent).join('/')}`;
}
