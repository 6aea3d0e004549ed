import { createHash } from 'node:crypto';

/** The version of a file: SHA-256 of its text, hex. */
export function contentHash(text: string | Uint8Array): string {
  return createHash('sha256').update(text).digest('hex');
}
