import type { EditorState } from '@codemirror/state';
import type { FileText } from '#api/lab-view.ts';

/** One opened file: what the server last said of it, and the learner's text. */
export interface FileSession {
  path: string;
  /** Version the edit began from. */
  version: string;
  /** Text of that version. */
  saved: string;
  start: string;
  state: EditorState;
  saving: boolean;
  /** What lies on disk now, when it was changed there while the learner was typing. */
  theirs?: FileText;
}

/** What is to happen when the file on disk has another version than the editor: the learner's own typing is never lost. */
export function onOutsideEdit(
  session: Pick<FileSession, 'version' | 'saving'>,
  version: string,
  dirty: boolean,
): 'nothing' | 'reload' | 'ask' {
  if (session.saving || session.version === version) return 'nothing';
  return dirty ? 'ask' : 'reload';
}

/** Address of a lab's file in the API. */
export function fileAddress(lab: string, path: string): string {
  return `/api/labs/${lab}/files/${path.split('/').map(encodeURIComponent).join('/')}`;
}
