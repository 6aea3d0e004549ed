import { linesOf } from './line-edits.ts';
import type { OpenFile } from './open-file.ts';

/** Milliseconds after the last key for which somebody is typing: a longer pause than one to think of the next word. */
const JUST_NOW = 3_000;

/** The learner has pressed a key: what lay on disk before the first of those in a row is remembered. */
export function noteTyping(file: OpenFile, now: number): void {
  file.typing = { from: isTyping(file, now) ? file.typing!.from : file.base.text, at: now };
}

/**
 * Whether a text lacks a line that the learner has typed just now. It was saved a moment ago, and a reset or an undo that was
 * asked for before puts an older text in its place. White space does not count, because a formatter changes it.
 */
export function lacksTyped(file: OpenFile, mine: string, text: string, now: number): boolean {
  if (!isTyping(file, now)) return false;
  const [before, there] = [file.typing!.from, text].map((one) => new Set(linesOf(one).map(bare)));
  return linesOf(mine)
    .map(bare)
    .some((line) => line !== '' && !before!.has(line) && !there!.has(line));
}

// A clock that was set back makes the last key one of the future.
function isTyping({ typing }: OpenFile, now: number): boolean {
  return typing !== undefined && now - typing.at < JUST_NOW;
}

function bare(line: string): string {
  return line.replaceAll(/\s+/g, '');
}
