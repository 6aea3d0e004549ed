import type { FileText } from '#api/lab-view.ts';

/** What is said of a file once, with the id of the copy that Undo restores. */
export interface FileNote {
  words: string;
  undo?: string;
}

/** One opened file: what is known of it on disk. The learner's own text is in the editor. */
export interface OpenFile {
  path: string;
  /**
   * What the edit began from: the version on disk, its text as the editor holds it, the text with its line ends, and whether no
   * file lay there.
   */
  base: { version: string; text: string; raw: string; missing?: boolean };
  /** The version on disk that was taken account of last, and the one that was heard of last. */
  known: string;
  seen: string;
  /** Text at the start of the step, as the editor holds it. */
  start: string;
  note?: FileNote | undefined;
  /** What lies on disk now, when it and what the learner typed are about the same lines. */
  theirs?: FileText | undefined;
  /** Why what lies on disk cannot be edited. */
  blocked?: string | undefined;
  /** Why the last save or look did not succeed, and how many have failed in a row. */
  failure?: { words: string; times: number } | undefined;
  /** Texts of saves that nothing is known of: the server may have them, though it did not answer. */
  sent: string[];
  /** What the keys of the last moments began from, and when the newest was pressed. */
  typing?: { from: string; at: number };
  writing: boolean;
}

/** How a file stands: whether the text in the editor is the one on disk, and if not, why. One that was removed has none. */
export type FileState =
  | { kind: 'saved' | 'removed' | 'typing' | 'saving' | 'reading' }
  | { kind: 'failed' | 'blocked'; words: string }
  | { kind: 'conflict'; words: string; removed: boolean };

/** A file whose text on disk is not the one that the learner sees, and why. */
export interface UnsavedFile {
  path: string;
  why: string;
  /** The step to whose questions it was typed, where it is no text of the editor. */
  step?: string;
}

/** The editor as the opened files need it: it holds the texts that are being typed, with line feeds alone. */
export interface EditedTexts {
  /** The text of an opened file as it is typed now. */
  read(path: string): string;
  /** Shows the text of a file that was just opened. */
  open(path: string, text: string): void;
  /** Makes the text another one as an edit that can be undone: the cursor and the place in view stay. */
  edit(path: string, text: string): void;
}

/** Time, as whoever waits needs it. */
export interface Clock {
  now(): number;
  /** Does some work later, unless what this gives is called before. */
  after(milliseconds: number, work: () => void): () => void;
}

/** The clock of a page. */
export const pageClock: Clock = {
  now: Date.now,
  after(milliseconds, work) {
    const timer = setTimeout(work, milliseconds);
    return () => clearTimeout(timer);
  },
};
