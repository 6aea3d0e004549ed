import type { Attempt } from '#api/lab-view.ts';
import { EXIT } from '../exit-codes.ts';
import type { Colour } from './paint.ts';

/** Word, icon and colour of each outcome, the words and icons those of the page, and the exit code. */
export const VERDICTS: Readonly<
  Record<Attempt['verdict']['status'], { word: string; icon: string; colour: Colour; exit: number }>
> = {
  pass: { word: 'Passed', icon: '✓', colour: 'green', exit: EXIT.pass },
  fail: { word: 'Not yet', icon: '◐', colour: 'yellow', exit: EXIT.fail },
  inconclusive: { word: 'Not enough evidence', icon: '?', colour: 'blue', exit: EXIT.inconclusive },
  broken: { word: 'Bench trouble', icon: '!', colour: 'red', exit: EXIT.broken },
};
