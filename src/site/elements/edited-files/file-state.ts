import type { FileState, OpenFile } from './open-file.ts';

/** How a file stands, by what is known of it. It is `saved` only where the text in the editor is the one on disk. */
export function describeState(file: OpenFile, unsaved: boolean, behind: boolean): FileState {
  const { theirs, blocked, failure, writing } = file;
  if (theirs?.trouble) return { kind: 'conflict', removed: true, words: `${theirs.trouble.words}` };
  if (theirs)
    return { kind: 'conflict', removed: false, words: 'The same lines were changed outside the editor.' };
  if (blocked !== undefined) return { kind: 'blocked', words: blocked };
  if (failure && (unsaved || behind)) return { kind: 'failed', words: failure.words };
  if (writing) return { kind: 'saving' };
  if (unsaved) return { kind: 'typing' };
  if (behind) return { kind: 'reading' };
  return { kind: file.base.missing ? 'removed' : 'saved' };
}
