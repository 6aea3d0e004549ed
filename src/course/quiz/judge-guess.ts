import { numberProblem, readNumber } from '../answers/read-number.ts';
import type { ObserveQuestion } from './observe-question.ts';
import type { Observed } from './seal-prediction.ts';
import { plainWord } from './seal-question.ts';

/** A guess beside what was observed, both in words. */
export interface JudgedGuess {
  right: boolean;
  guessed: string;
  observed: string;
  /** Why the guess was a natural one, and wrong. */
  because?: string;
}

/** Why what was typed is no guess yet, in a sentence; undefined where it can be kept. */
export function guessProblem(
  { answer, unit }: Pick<ObserveQuestion, 'answer' | 'unit'>,
  guess: string,
): string | undefined {
  if (guess.trim() === '') return 'Make a guess first. It costs nothing.';
  return answer === 'number' ? numberProblem(guess, unit) : undefined;
}

/** Compares a guess with what was observed of traces. Pure, and free of Node: page, build and tests run the same code. */
export function judgeGuess(question: ObserveQuestion, guess: string, observed: Observed): JudgedGuess {
  const value = showValue(question, observed);
  if (question.answer === 'choice') {
    const taken = question.choices.find(({ id }) => id === guess);
    const fits = question.choices.find((choice) => isMet(choice, observed));
    const right = taken !== undefined && taken === fits;
    const because = right ? undefined : taken?.because;
    return {
      ...{ right, guessed: taken?.text ?? guess },
      observed: typeof observed === 'number' || !fits ? value : fits.text,
      ...(because !== undefined && { because }),
    };
  }
  if (question.answer === 'text')
    return { right: plainWord(guess) === plainWord(String(observed)), guessed: guess, observed: value };
  const number = readNumber(guess, question.unit) ?? Number.NaN;
  const right = Math.abs(number - Number(observed)) <= question.tolerance + 1e-9;
  return { right, guessed: showValue(question, Number.isNaN(number) ? guess : number), observed: value };
}

function isMet({ is, from, to }: ObserveQuestion['choices'][number], observed: Observed): boolean {
  if (is !== undefined) return String(is) === String(observed);
  const number = Number(observed);
  return number >= (from ?? Number.NEGATIVE_INFINITY) && number < (to ?? Number.POSITIVE_INFINITY);
}

// Whole numbers are counted; all others are measured, and a tenth is as exact as anything here needs.
function showValue({ unit }: ObserveQuestion, value: Observed): string {
  const text = typeof value === 'number' ? String(Math.round(value * 10) / 10) : value;
  return unit ? `${text} ${unit}` : text;
}
