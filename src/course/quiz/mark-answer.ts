import { numberProblem, numberReadings } from '../answers/read-number.ts';
import { answerHash } from './answer-hash.ts';
import { plainWord, type SealedQuestion } from './seal-question.ts';

type Choosing = Extract<SealedQuestion, { kind: 'one' | 'several' }>;
type Ordering = Extract<SealedQuestion, { kind: 'order' }>;
type Typing = Extract<SealedQuestion, { kind: 'number' | 'text' }>;

/** What the page says after an answer. */
export interface MarkedAnswer {
  right: boolean;
  /** Explanations by choice or item; `belongs` for choices, `place` (from 0) for items to be ordered. */
  parts: { id: string; because: string; belongs?: boolean; place?: number }[];
  /** The one explanation of a typed answer. */
  because?: string;
}

/** Why an answer cannot be judged yet, in a sentence; undefined where it can. */
export function answerProblem(question: SealedQuestion, answer: readonly string[]): string | undefined {
  if (answer.every((part) => part.trim() === '')) return 'Give an answer first.';
  return question.kind === 'number' ? numberProblem(answer[0] ?? '', question.unit) : undefined;
}

/**
 * Judges an answer: the ids chosen, the ids in the order given, or the one text typed. Pure, and free of Node,
 * so that the page and the tests run the same code.
 */
export function markAnswer(question: SealedQuestion, answer: readonly string[]): MarkedAnswer {
  switch (question.kind) {
    case 'one':
    case 'several':
      return judgeChoices(question, answer);
    case 'order':
      return judgeOrder(question, answer);
    case 'number':
    case 'text':
      return judgeTyped(question, answer[0] ?? '');
  }
}

function judgeChoices(question: Choosing, answer: readonly string[]): MarkedAnswer {
  const parts = question.choices.map(({ id, because, mark }) => ({
    id,
    because,
    belongs: mark === answerHash(question.id, `${id}=true`),
  }));
  return { right: parts.every(({ id, belongs }) => answer.includes(id) === belongs), parts };
}

function judgeOrder(question: Ordering, answer: readonly string[]): MarkedAnswer {
  const places = question.items.map((_, place) => place);
  const parts = question.items.map(({ id, because, mark }) => ({
    id,
    because,
    place: places.find((place) => mark === answerHash(question.id, `${id}@${place}`)) ?? -1,
  }));
  const right = answer.length === parts.length && parts.every(({ id, place }) => answer[place] === id);
  return { right, parts: parts.toSorted((a, b) => a.place - b.place) };
}

function judgeTyped(question: Typing, answer: string): MarkedAnswer {
  const matches = (mark: string) =>
    question.kind === 'number' ? numberMatches(question, answer, mark) : wordMatches(question, answer, mark);
  if (question.marks.some(matches)) return { right: true, parts: [], because: question.because };
  const slip = question.slips.find(({ mark }) => matches(mark));
  return { right: false, parts: [], because: slip?.because ?? question.otherwise };
}

function wordMatches({ id }: Typing, answer: string, mark: string): boolean {
  return mark === answerHash(id, plainWord(answer));
}

// The margin forgives binary fractions.
function numberMatches({ unit }: Typing, answer: string, mark: string): boolean {
  const [wanted = Number.NaN, tolerance = 0] = atob(mark).split(':').map(Number);
  return numberReadings(answer, unit).some((value) => Math.abs(value - wanted) <= tolerance + 1e-9);
}
