import { answerHash } from './answer-hash.ts';
import type { Question } from './question.ts';

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

/** Prepares a question for the page; items to be ordered come out shuffled, the same way in every build. */
export function sealQuestion(question: Question): SealedQuestion {
  const { id, prompt } = question;
  switch (question.kind) {
    case 'one':
    case 'several': {
      const choices = question.choices.map(({ right, ...choice }) => ({
        ...choice,
        mark: answerHash(id, `${choice.id}=${right}`),
      }));
      return { kind: question.kind, id, prompt, choices };
    }
    case 'order': {
      const items = question.items.map((item, place) => ({
        ...item,
        mark: answerHash(id, `${item.id}@${place}`),
      }));
      return { kind: 'order', id, prompt, items: shuffle(id, items) };
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

function shuffle(id: string, items: SealedPart[]): SealedPart[] {
  const key = (item: SealedPart) => answerHash(id, `shuffle ${item.id}`);
  const shuffled = items.toSorted((a, b) => key(a).localeCompare(key(b)));
  const solved = shuffled.every((item, place) => item.id === items[place]?.id);
  return solved ? [...shuffled.slice(1), ...shuffled.slice(0, 1)] : shuffled;
}
