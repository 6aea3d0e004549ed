import { expect, test } from 'vitest';
import { guessProblem, judgeGuess } from '#course/quiz/judge-guess.ts';
import { ObserveSchema } from '#course/quiz/observe-question.ts';
import { recordedValue, sealPrediction } from '#course/quiz/seal-prediction.ts';

const parts = { kind: 'observe', id: 'q', prompt: '?', step: { lab: 'l', step: 's' }, because: 'so' };
const SHARE = ObserveSchema.parse({
  ...{ ...parts, of: 'slowest-share', answer: 'choice', unit: '%' },
  choices: [
    { id: 'half', text: 'half', to: 85, because: 'most guess so' },
    { id: 'all', text: 'nearly all', from: 85 },
  ],
});
const SERVICE = ObserveSchema.parse({
  ...{ ...parts, of: 'slowest-service', answer: 'choice' },
  choices: [
    { id: 'a', text: 'catalog', is: 'catalog' },
    { id: 'b', text: 'orders', is: 'orders' },
  ],
});
const SPANS = ObserveSchema.parse({ ...parts, of: 'spans', answer: 'number', unit: 'spans', tolerance: 1 });
const SPAN = ObserveSchema.parse({ ...parts, of: 'slowest-span', answer: 'text' });

test.for([
  [SHARE, 'all', 98.44, { right: true, guessed: 'nearly all', observed: '98.4 %' }],
  [SHARE, 'half', 98.44, { right: false, guessed: 'half', observed: '98.4 %', because: 'most guess so' }],
  [SHARE, 'half', 84.9, { right: true, guessed: 'half', observed: '84.9 %' }],
  [SERVICE, 'a', 'orders', { right: false, guessed: 'catalog', observed: 'orders' }],
  [SERVICE, 'b', 'orders', { right: true, guessed: 'orders', observed: 'orders' }],
  [SERVICE, 'b', 'payments-worker', { right: false, guessed: 'orders', observed: 'payments-worker' }],
  [SERVICE, '', 'orders', { right: false, guessed: '', observed: 'orders' }],
  [SPANS, '11', 10, { right: true, guessed: '11 spans', observed: '10 spans' }],
  [SPANS, '12', 10, { right: false, guessed: '12 spans', observed: '10 spans' }],
  [SPANS, 'ten', 10, { right: true, guessed: '10 spans', observed: '10 spans' }],
  [SPANS, '12 spans', 10, { right: false, guessed: '12 spans', observed: '10 spans' }],
  [SPANS, 'many', 10, { right: false, guessed: 'many spans', observed: '10 spans' }],
  [
    SPAN,
    ' insert  ORDERS',
    'INSERT orders',
    { right: true, guessed: ' insert  ORDERS', observed: 'INSERT orders' },
  ],
] as const)('%#: the guess %j, observed %j', ([question, guess, observed, judged]) => {
  expect(judgeGuess(question, guess, observed)).toEqual(judged);
});

test('what the recording gives cannot be read in the page by accident', () => {
  const sealed = sealPrediction(SERVICE, 'payments-worker');
  expect(JSON.stringify(sealed)).not.toContain('payments-worker');
  expect(recordedValue(sealed)).toBe('payments-worker');
  expect(recordedValue(sealPrediction(SERVICE, undefined))).toBeUndefined();
});

test.for([
  ['no guess to choose from', { ...parts, of: 'spans', answer: 'choice' }, 'at least two choices'],
  [
    'a guess that nothing makes right',
    {
      ...parts,
      of: 'spans',
      answer: 'choice',
      choices: [
        { id: 'a', text: 'a' },
        { id: 'b', text: 'b', is: 1 },
      ],
    },
    'either `is`',
  ],
  ['a span that is not named', { ...parts, of: 'parent-service', answer: 'text' }, '`at` with'],
] as const)('%s is refused', ([, question, message]) => {
  expect(
    ObserveSchema.safeParse(question)
      .error?.issues.map(({ message }) => message)
      .join(),
  ).toContain(message);
});

test.each([
  ['choice', ' ', 'Make a guess first. It costs nothing.'],
  ['number', 'many', '“many” cannot be read as a number. Write it in digits.'],
  ['number', 'ten', undefined],
  ['number', '1 000', undefined],
  ['number', '0,5', undefined],
  ['text', 'ten', undefined],
] as const)('a %s is not guessed by %j: %s', (answer, guess, problem) => {
  expect(guessProblem({ answer }, guess)).toBe(problem);
});
