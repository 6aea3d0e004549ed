import { expect, it } from 'vitest';
import { standingTexts, terminalTexts } from '#site/elements/terminal/terminal-texts.ts';

it.each([
  [{ state: 'open' as const }, undefined],
  [{ state: 'reconnecting' as const, attempt: 1 }, 'Connection lost, connecting again.'],
  [
    { state: 'reconnecting' as const, attempt: 4 },
    'Connection lost, connecting again (try 4). What you type is kept.',
  ],
  [
    { state: 'ended' as const, why: 'exit' as const, code: 3, signal: 0 },
    'The shell has ended with exit code 3.',
  ],
  [{ state: 'ended' as const, why: 'exit' as const, code: 0, signal: 9 }, 'The shell was ended by signal 9.'],
  [{ state: 'ended' as const, why: 'gone' as const }, 'This shell ended with the server that held it.'],
  [{ state: 'ended' as const, why: 'refused' as const, message: 'Too many.' }, 'Too many.'],
])('says of %o: %s', (state, words) => {
  expect(terminalTexts(state)).toBe(words);
});

const open = { connection: { state: 'open' as const }, slow: false };
const foreign = { cols: 100, rows: 30 };
it.each([
  [open, undefined],
  [{ ...open, prompt: 'empty' as const }, undefined],
  [{ ...open, prompt: 'unknown' as const, foreign }, 'Starting your shell…'],
  [
    { ...open, prompt: 'unknown' as const, slow: true },
    'Your shell has not shown its prompt yet: its own start-up files are still at work. What you type is kept for it.',
  ],
  [
    { ...open, foreign },
    'Another window with this terminal was used last, so it has that one’s size (100 × 30). Click into it or type to use it at this one’s.',
  ],
  [
    {
      connection: { state: 'ended' as const, why: 'closed' as const },
      prompt: 'unknown' as const,
      slow: true,
    },
    'This terminal was closed.',
  ],
])('of a terminal that stands as %o: %s', (standing, words) => {
  expect(standingTexts(standing)).toBe(words);
});
