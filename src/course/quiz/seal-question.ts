import { answerHash } from './answer-hash.ts';
import type { KeyedQuestion } from './question.ts';

interface SealedPart {
  id: string;
  text: string;
  because: string;
  /** Hash of what is true of this part: that it belongs to the answer, or its place in the order. */
  mark: string;
}

interface SealedTyped {
  id: string;
  prompt: string;
  unit?: string;
  /** Hashes of the spellings that are right (text), or the veiled number with its tolerance. */
  marks: string[];
  because: string;
  otherwise: string;
  slips: { mark: string; because: string }[];
}

/** A question as the page carries it: all its text, and its answer only as something `judge` can compare with. */
export type SealedQuestion =
  | { kind: 'one' | 'several'; id: string; prompt: string; choices: SealedPart[] }
  | { kind: 'order'; id: string; prompt: string; items: SealedPart[] }
  | ({ kind: 'number' | 'text' } & SealedTyped);

/** Prepares a question for the page; choices and items come out shuffled, the same way in every build. */
export function sealQuestion(question: KeyedQuestion): SealedQuestion {
  const { id, prompt } = question;
  switch (question.kind) {
    case 'one':
    case 'several': {
      const choices = question.choices.map(({ right, ...choice }) => ({
        ...choice,
        mark: answerHash(id, `${choice.id}=${right}`),
      }));
      return {
        kind: question.kind,
        id,
        prompt,
        choices: areLetters(choices) ? choices : shuffle(id, choices),
      };
    }
    case 'order': {
      const items = question.items.map((item, place) => ({
        ...item,
        mark: answerHash(id, `${item.id}@${place}`),
      }));
      return { kind: 'order', id, prompt, items: unsolved(items, shuffle(id, items)) };
    }
    case 'number': {
      const slips = question.slips.map(({ answer, because }) => ({ mark: veilNumber(answer, 0), because }));
      const { unit, because, otherwise } = question;
      const marks = [veilNumber(question.answer, question.tolerance)];
      return { kind: 'number', id, prompt, unit, marks, because, otherwise, slips };
    }
    case 'text': {
      const { because, otherwise } = question;
      const marks = question.accept.map((word) => answerHash(id, plainWord(word)));
      const slips = question.slips.map((slip) => ({
        mark: answerHash(id, plainWord(slip.answer)),
        because: slip.because,
      }));
      return { kind: 'text', id, prompt, marks, because, otherwise, slips };
    }
  }
}

/** A typed word without what does not matter: case, spaces at its ends, more than one space within. */
export function plainWord(text: string): string {
  return text.trim().toLowerCase().replaceAll(/\s+/g, ' ');
}

// A tolerance cannot be compared through a hash, so a number is only veiled.
function veilNumber(answer: number, tolerance: number): string {
  return btoa(`${answer}:${tolerance}`);
}

/** Whether choices are letters that stand in the evidence above them, where another order would only cost a search. */
function areLetters(choices: readonly { text: string }[]): boolean {
  return choices.every(({ text }) => /^[A-Z]$/.test(text));
}

/** Puts parts into an order that has nothing to do with the one they were written in, and is the same in every build. */
export function shuffle<Part extends { id: string }>(id: string, parts: readonly Part[]): Part[] {
  const key = (part: Part) => answerHash(id, `shuffle ${part.id}`);
  return parts.toSorted((a, b) => key(a).localeCompare(key(b)));
}

// A shuffle may happen to give the answer.
function unsolved(items: readonly SealedPart[], shuffled: SealedPart[]): SealedPart[] {
  const solved = shuffled.every((item, place) => item.id === items[place]?.id);
  return solved ? [...shuffled.slice(1), ...shuffled.slice(0, 1)] : shuffled;
}
