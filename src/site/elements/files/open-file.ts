import type { FileText } from '#api/lab-view.ts';

/** What is said of a file, with the id of the copy that Undo restores. */
export interface FileNote {
  words: string;
  undo?: string;
}

/** One opened file: what the server last said of it. The learner's own text is in the editor. */
export interface OpenFile {
  path: string;
  /** Version that the edit began from. */
  version: string;
  /** Text of that version. */
  saved: string;
  /** Text at the start of the step. */
  start: string;
  note: FileNote;
  /** What lies on disk now, when the file was changed there while the learner was typing. */
  theirs?: FileText;
}

/** The editor as the opened files need it: it holds the texts that are being typed. */
export interface EditedTexts {
  /** The text of an opened file as it is typed now. */
  read(path: string): string;
  /** Puts another text in place of the one that is there, as when it is opened. */
  replace(path: string, text: string): void;
}
