import type { FileText } from '#api/lab-view.ts';
import type { EditingParts } from './editing-parts.ts';
import type { KeptTexts } from './kept-texts.ts';
import { mergeTexts } from './merge-texts.ts';
import type { EditedTexts, OpenFile } from './open-file.ts';
import { editable } from './text-form.ts';
import { lacksTyped } from './typed-just-now.ts';

/** The version of a file that could not be edited from the first look on. */
export const NEVER_READ = '';

/**
 * Takes in what lies on disk now, as an edit where nothing was typed, joined with what was typed where the two are about
 * other lines, and as a conflict where they are about the same. What is typed is never replaced here; what was typed just
 * now and is on disk no more is kept as a copy.
 */
export function takeIn(
  file: OpenFile,
  found: FileText,
  { texts, kept, clock }: Pick<EditingParts, 'texts' | 'kept' | 'clock'>,
): void {
  const { path } = file;
  const [mine, before, theirs] = [texts.read(path), file.base.text, editable(found.text)];
  file.blocked = undefined;
  // A save of this page that was done, though nobody said so: what was typed since then goes on from it.
  const gone = found.trouble?.kind === 'missing';
  if (!gone && file.sent.includes(theirs)) {
    settle(file, found);
    dropFound(file, kept);
    return;
  }
  const merged = mine === before ? theirs : gone ? undefined : mergeTexts(before, mine, theirs);
  const joined = mine === theirs ? theirs : merged;
  if (joined === undefined) {
    file.known = found.version;
    file.start = editable(found.start);
    file.theirs = found;
    return;
  }
  const fresh = file.base.version === NEVER_READ;
  const takenAway = lacksTyped(file, mine, joined, clock.now());
  settle(file, found);
  // The note goes with the next key, which may be on its way.
  if (takenAway) kept.keepCopy(path, mine, 'typed');
  if (fresh) texts.open(path, joined);
  else if (joined !== mine) texts.edit(path, joined);
  if (mine !== theirs && !fresh) file.note = { words: gone ? found.trouble!.words : noteOf(mine === before) };
  dropFound(file, kept);
}

/** Shows what lies on disk in place of what is typed; a text that would be nowhere else is kept. */
export function replaceWith(file: OpenFile, found: FileText, texts: EditedTexts, kept: KeptTexts): void {
  const [mine, theirs] = [texts.read(file.path), editable(found.text)];
  // In a conflict what the edit began from is not on disk any more.
  const isElsewhere = mine === theirs || (mine === file.base.text && !file.theirs);
  if (!isElsewhere) kept.keepCopy(file.path, mine, 'typed');
  file.blocked = undefined;
  const fresh = file.base.version === NEVER_READ;
  if (file.seen === file.known) file.seen = found.version;
  settle(file, found);
  file.sent = [];
  if (fresh) texts.open(file.path, theirs);
  else if (mine !== theirs) texts.edit(file.path, theirs);
  dropFound(file, kept);
}

/** What lies on disk is from now on what the edit begins from. */
export function settle(file: OpenFile, found: FileText): void {
  const { version, text, start } = found;
  // A file that is gone, and typed anew, gets its line ends back.
  const missing = found.trouble?.kind === 'missing';
  file.base = { version, text: editable(text), raw: missing ? file.base.raw : text, missing };
  file.known = version;
  file.start = editable(start);
  file.theirs = undefined;
}

/** Does away with kept texts of a file that were saved after all. */
export function dropFound({ path, base }: OpenFile, kept: KeptTexts): void {
  // One that another text was chosen over stays: what lies there now may be about to be written over.
  const saved = kept
    .of(path)
    .filter(({ why, text }) => (why === 'not-saved' || why === 'typing') && text === base.text);
  for (const { id } of saved) kept.drop(id);
}

function noteOf(untouched: boolean): string {
  return untouched
    ? 'Changed outside the editor; undo (Ctrl+Z) brings back what was here'
    : 'Changed outside the editor, and joined with what you typed';
}
