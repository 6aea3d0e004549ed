import { LANGUAGES, type Language } from '#course/languages/languages.ts';
import type { KeptTexts } from '../page/browser-storage.ts';

const KEY = 'spanwise.language';

/** The language whose tabs are shown: the reader’s last choice, else the first of those there are. */
export function chosenLanguage(storage: KeptTexts, there: readonly Language[]): Language | undefined {
  const kept = storage.getItem(KEY) ?? '';
  return Object.hasOwn(LANGUAGES, kept) && there.includes(kept as Language) ? (kept as Language) : there[0];
}

/** Keeps the reader’s choice for every page of this browser. */
export function chooseLanguage(storage: KeptTexts, language: Language): void {
  storage.setItem(KEY, language);
}

/** The place a key of a list of tabs leads to, from 0; undefined where the key means nothing there. */
export function tabAt(key: string, at: number, count: number): number | undefined {
  if (key === 'ArrowRight') return (at + 1) % count;
  if (key === 'ArrowLeft') return (at + count - 1) % count;
  if (key === 'Home') return 0;
  return key === 'End' ? count - 1 : undefined;
}
