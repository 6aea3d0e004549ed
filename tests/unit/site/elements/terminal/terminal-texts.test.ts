import { expect, it } from 'vitest';
import { terminalTexts } from '#site/elements/terminal/terminal-texts.ts';

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
