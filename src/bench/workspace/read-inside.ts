import { lstat } from 'node:fs/promises';
import { join } from 'node:path';
import { type FileTrouble, MAX_TEXT_BYTES } from '#api/lab-view.ts';
import { NO_FILE, readAtMost } from '#disk/read-at-most.ts';
import { contentHash } from './content-hash.ts';

/** What lies at a path of a workspace: its text, or why it has none that could be edited without harm. */
export type Inside = { version: string } & (
  | { text: string; trouble?: FileTrouble }
  | { text?: undefined; trouble: FileTrouble }
);

/**
 * Reads a file of a workspace. It follows no link, which a program in the learner's shell may have put there and which may
 * lead out of the workspace; and it reads no file that is too large to be edited.
 */
export async function readInside(folder: string, path: string): Promise<Inside> {
  const found = await lookAt(folder, path);
  if (found === 'missing') return { version: 'missing', text: '', trouble: missing(path) };
  if (found !== 'file') return { version: 'not-a-file', trouble: notAFile(path) };
  try {
    const read = await readAtMost(join(folder, path), MAX_TEXT_BYTES);
    if ('size' in read) return { version: `too-large ${read.size}`, trouble: tooLarge(path, read.size) };
    const version = contentHash(read.bytes);
    const text = decode(read.bytes);
    return text === undefined ? { version, trouble: notUtf8(path, read.bytes) } : { version, text };
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    // Removed, or replaced by a link, since it was looked at.
    if (code === 'ENOENT') return { version: 'missing', text: '', trouble: missing(path) };
    if (code === 'ELOOP' || code === NO_FILE) return { version: 'not-a-file', trouble: notAFile(path) };
    if (code === 'EACCES' || code === 'EPERM') return { version: 'no-access', trouble: noAccess(path) };
    throw error;
  }
}

// Every folder on the way must be a folder, and the file a file; what is missing may be made.
async function lookAt(folder: string, path: string): Promise<'file' | 'missing' | 'other'> {
  const names = path.split('/');
  for (let depth = 1; depth <= names.length; depth++) {
    const found = await lstat(join(folder, ...names.slice(0, depth))).catch(missingIsNothing);
    if (!found) return 'missing';
    if (depth < names.length ? !found.isDirectory() : !found.isFile()) return 'other';
  }
  return 'file';
}

function missingIsNothing(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT' && error.code !== 'ENOTDIR') throw error;
}

const UTF8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** The text with its byte order mark, or nothing where a byte belongs to no character: it would be lost on the next save. */
function decode(bytes: Uint8Array): string | undefined {
  try {
    return UTF8.decode(bytes);
  } catch {
    return undefined;
  }
}

function missing(path: string): FileTrouble {
  return {
    kind: 'missing',
    words: `${path} is not there: it was removed or renamed. Reset the file to have it back, or type: saving makes it anew.`,
  };
}

function notAFile(path: string): FileTrouble {
  return {
    kind: 'not-a-file',
    words: `${path} is not a plain file of the workspace. Reset the file, or remove the link or folder of that name.`,
  };
}

function tooLarge(path: string, size: number): FileTrouble {
  const [is, most] = [Math.ceil(size / 1024), MAX_TEXT_BYTES / 1024];
  return {
    kind: 'too-large',
    words: `${path} has ${is} KiB, and this editor takes at most ${most}. Make it smaller in the terminal, or reset the file.`,
  };
}

function notUtf8(path: string, bytes: Uint8Array): FileTrouble {
  const line = firstBadLine(bytes);
  return {
    kind: 'not-utf8',
    words: `${path} is not UTF-8 (line ${line}), so saving it here would change those bytes. Fix it in the terminal, such as with iconv, or reset the file.`,
  };
}

function noAccess(path: string): FileTrouble {
  return {
    kind: 'no-access',
    words: `${path} may not be read. Give yourself the right to in the terminal: chmod u+rw.`,
  };
}

// No character of UTF-8 holds the byte of a line feed, so each line can be looked at by itself.
function firstBadLine(bytes: Uint8Array): number {
  let line = 1;
  for (let from = 0; from < bytes.length; line++) {
    const end = bytes.indexOf(0x0a, from);
    const to = end < 0 ? bytes.length : end;
    if (decode(bytes.subarray(from, to)) === undefined) return line;
    from = to + 1;
  }
  return line;
}
