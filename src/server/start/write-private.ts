import { writeAtomicSync } from '#disk/write-atomic.ts';

/** Writes a file that only its owner may use: not for a moment is it, or a folder made for it, open to others. */
export function writePrivate(file: string, text: string, mode: 0o600 | 0o700 = 0o600): void {
  writeAtomicSync(file, text, { mode, folderMode: 0o700 });
}
