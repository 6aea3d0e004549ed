/** A file to go into an archive. */
export interface TarFile {
  name: string;
  mode: number;
  /** Bytes that `content` gives. */
  size: number;
  content: AsyncIterable<Uint8Array> | Iterable<Uint8Array>;
}

/** Archives are made of blocks of so many bytes. */
const BLOCK = 512;

/**
 * An archive of files as `docker` takes it on its input. A path would not do: an engine's client from a snap sees neither
 * hidden folders nor the machine's /tmp.
 */
export async function* tarOf(files: readonly TarFile[]): AsyncGenerator<Uint8Array> {
  for (const { name, mode, size, content } of files) {
    yield headerOf({ name, mode, size });
    yield* content;
    yield new Uint8Array((BLOCK - (size % BLOCK)) % BLOCK);
  }
  yield new Uint8Array(2 * BLOCK);
}

/** The text of the first file in an archive that was read as text, up to its first line's end. */
export function firstLineIn(archive: string): string {
  return archive.slice(BLOCK).split(/[\n\0]/)[0] ?? '';
}

/** The POSIX header of a plain file that belongs to root, of no time. */
function headerOf({ name, mode, size }: Pick<TarFile, 'name' | 'mode' | 'size'>): Uint8Array {
  const header = Buffer.alloc(BLOCK);
  const number = (value: number, at: number, width: number) =>
    header.write(value.toString(8).padStart(width - 1, '0'), at);
  header.write(name, 0);
  number(mode, 100, 8);
  number(0, 108, 8);
  number(0, 116, 8);
  number(size, 124, 12);
  number(0, 136, 12);
  // While it is computed, the sum itself counts as spaces.
  header.write(' '.repeat(8), 148);
  header.write('0', 156);
  header.write('ustar\x0000', 257);
  number(
    header.reduce((sum, byte) => sum + byte, 0),
    148,
    7,
  );
  header.write('\0 ', 154);
  return header;
}
