import { createHash } from 'node:crypto';
import { readPieces } from './read-pieces.ts';

/** SHA-256 of a file's bytes, hex; it does not hold the whole file. */
export async function hashFile(file: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const piece of readPieces(file)) hash.update(piece);
  return hash.digest('hex');
}
