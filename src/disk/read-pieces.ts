import { open } from 'node:fs/promises';

/** A file's bytes piece by piece, so that a file larger than the memory costs time alone. */
export async function* readPieces(file: string): AsyncGenerator<Uint8Array> {
  const handle = await open(file, 'r');
  // The stream closes the handle, also when whoever reads stops early.
  yield* handle.createReadStream() as AsyncIterable<Uint8Array>;
}
