import { constants } from 'node:fs';
import { open } from 'node:fs/promises';

/** The code of the error for a folder, a pipe or a device; systems have none of their own for it. */
export const NO_FILE = 'EFTYPE';

/** The bytes of a plain file, or its size where it has more than `most`: a huge file is not read. It follows no link. */
export async function readAtMost(file: string, most: number): Promise<{ bytes: Buffer } | { size: number }> {
  // Without NONBLOCK a pipe that was put in the file's place would hold this call for ever.
  const handle = await open(file, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  try {
    const found = await handle.stat();
    if (!found.isFile()) throw Object.assign(new Error(`${file} is no plain file`), { code: NO_FILE });
    const { size } = found;
    if (size > most) return { size };
    // A file that grows meanwhile gives one byte more than it may have.
    const room = Buffer.alloc(most + 1);
    let length = 0;
    while (length <= most) {
      const { bytesRead } = await handle.read(room, length, room.length - length, length);
      if (bytesRead === 0) return { bytes: room.subarray(0, length) };
      length += bytesRead;
    }
    return { size: length };
  } finally {
    await handle.close();
  }
}
