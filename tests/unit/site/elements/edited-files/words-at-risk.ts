import type { OnDisk } from './fake-files.ts';
import type { OpenWindow } from './open-window.ts';

/** Words that somebody wrote and that have to be somewhere, by the file they were written into. */
export interface WordsAtRisk {
  written(word: string, path: string): void;
  /** Whoever wrote them, or may do away with them, has done so. */
  givenUp(words: Iterable<string>): void;
  /** Gives up those words of a text that another one lacks. */
  replaced(before: string, after: string): void;
  /** Those that are nowhere now. */
  lost(
    windows: readonly OpenWindow[],
    disk: ReadonlyMap<string, OnDisk>,
    stored: ReadonlyMap<string, string>,
  ): string[];
}

const WORD = /«\d+»/g;

/** The words of a text. */
export function wordsOf(text: string): string[] {
  return text.match(WORD) ?? [];
}

/** Begins with none. */
export function wordsAtRisk(): WordsAtRisk {
  const places = new Map<string, string>();
  const givenUp = (words: Iterable<string>) => {
    for (const word of words) places.delete(word);
  };
  return {
    written: (word, path) => void places.set(word, path),
    givenUp,
    replaced(before, after) {
      const left = new Set(wordsOf(after));
      givenUp(wordsOf(before).filter((word) => !left.has(word)));
    },
    lost(windows, disk, stored) {
      const paths = [...new Set(places.values())];
      const safe = new Set(
        paths.flatMap((path) => [
          ...wordsOf(String(disk.get(path) ?? '')),
          ...windows.flatMap((window) => onScreen(window, path)),
        ]),
      );
      for (const word of inStorage(windows, stored)) safe.add(word);
      return [...places]
        .filter(([word]) => !safe.has(word))
        .map(([word, path]) => `${word} of ${path} is nowhere`);
    },
  };
}

/** What is in the editor with a word that it is not saved, and what is offered. */
function onScreen({ editing, editor }: OpenWindow, path: string): string[] {
  const state = editing.state(path);
  const typed = state && state.kind !== 'saved' ? wordsOf(editor.texts.read(path)) : [];
  return [...typed, ...editing.kept(path).flatMap(({ text }) => wordsOf(text))];
}

/** What is kept for the next window: a window offers nothing of what it keeps of its own editor. */
function inStorage(windows: readonly OpenWindow[], stored: ReadonlyMap<string, string>): string[] {
  const isOwn = (key: string) => windows.some(({ name }) => key.includes(`.${name}.own.`));
  return [...stored].filter(([key]) => !isOwn(key)).flatMap(([, record]) => wordsOf(record));
}
