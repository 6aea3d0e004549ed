import { expect, test } from 'vitest';
import { answerProblem, markAnswer } from '#course/quiz/mark-answer.ts';
import { isKeyed, type KeyedQuestion, QuestionSchema } from '#course/quiz/question.ts';
import { sealQuestion } from '#course/quiz/seal-question.ts';

const choice = (id: string, right = false) => ({ id, text: id, right, because: `about ${id}` });

const ONE = question({
  kind: 'one',
  id: 'one',
  prompt: '?',
  choices: [choice('a'), choice('b', true), choice('c')],
});
const SEVERAL = question({
  kind: 'several',
  id: 'several',
  prompt: '?',
  choices: [choice('a', true), choice('b'), choice('c', true)],
});
const ORDER = question({
  kind: 'order',
  id: 'order',
  prompt: '?',
  items: ['a', 'b', 'c'].map((id) => ({ id, text: id, because: `about ${id}` })),
});
const NUMBER = question({
  kind: 'number',
  id: 'number',
  prompt: '?',
  answer: 0.5,
  tolerance: 0.1,
  because: 'half',
  otherwise: 'not half',
  slips: [{ answer: 2, because: 'upside down' }],
});
const TEXT = question({
  kind: 'text',
  id: 'text',
  prompt: '?',
  accept: ['Trace Parent', 'traceparent'],
  because: 'the header',
  otherwise: 'no',
  slips: [{ answer: 'tracestate', because: 'the other header' }],
});

test.for([
  [['b'], true],
  [['a'], false],
  [[], false],
  [['a', 'b'], false],
] as const)('one choice: %j is right: %j', ([answer, right]) => {
  expect(markAnswer(sealQuestion(ONE), answer).right).toBe(right);
});

test.for([
  [['a', 'c'], true],
  [['c', 'a'], true],
  [['a'], false],
  [['a', 'b', 'c'], false],
  [[], false],
] as const)('several choices: %j is right: %j', ([answer, right]) => {
  expect(markAnswer(sealQuestion(SEVERAL), answer).right).toBe(right);
});

test('after an answer every choice says whether it belongs, and why', () => {
  expect(markAnswer(sealQuestion(SEVERAL), ['b']).parts.toSorted((a, b) => (a.id < b.id ? -1 : 1))).toEqual([
    { id: 'a', because: 'about a', belongs: true },
    { id: 'b', because: 'about b', belongs: false },
    { id: 'c', because: 'about c', belongs: true },
  ]);
});

test.for([
  [['a', 'b', 'c'], true],
  [['a', 'c', 'b'], false],
  [['a', 'b'], false],
] as const)('order: %j is right: %j', ([answer, right]) => {
  expect(markAnswer(sealQuestion(ORDER), answer).right).toBe(right);
});

test('choices are shown in an order that has nothing to do with the one they were written in, and always the same', () => {
  const ids = 'abcdefgh'.split('');
  const orders = ['first', 'second', 'third'].map((id) => {
    const sealed = sealQuestion(
      question({ kind: 'one', id, prompt: '?', choices: ids.map((one) => choice(one, one === 'a')) }),
    );
    return 'choices' in sealed ? sealed.choices.map((one) => one.id).join('') : '';
  });
  expect(orders.map((order) => order.split('').toSorted().join(''))).toEqual(Array(3).fill('abcdefgh'));
  expect(new Set(orders)).toHaveProperty('size', 3);
});

test('items to be ordered are not shown in their order, and come back in it', () => {
  const sealed = sealQuestion(ORDER);
  const shown = sealed.kind === 'order' ? sealed.items.map((item) => item.id) : [];
  expect(shown.toSorted()).toEqual(['a', 'b', 'c']);
  expect(shown).not.toEqual(['a', 'b', 'c']);
  expect(markAnswer(sealed, shown).parts.map((part) => part.id)).toEqual(['a', 'b', 'c']);
});

test.for([
  ['0.5', true, 'half'],
  ['0,6', true, 'half'],
  [' 0.4 ', true, 'half'],
  ['0.61', false, 'not half'],
  ['2', false, 'upside down'],
  ['', false, 'not half'],
  ['half', false, 'not half'],
] as const)('a number: %j is right: %j', ([answer, right, because]) => {
  expect(markAnswer(sealQuestion(NUMBER), [answer])).toEqual({ right, parts: [], because });
});

test.for([
  [20, 'ms', '20 ms'],
  [20, 'ms', '0,02 s'],
  [2, 'traces', 'two'],
  [2, 'traces', 'Two traces'],
  [1, 'traces', '1 trace'],
  [2, 'of 8', '2 of 8'],
  [2, '%', '2 percent'],
  [90_000, 'traces', '90,000'],
  [90_000, 'traces', '90.000 traces'],
  [1_000_000, undefined, '1 000 000'],
] as const)('the number %j of %j is right as %j', ([answer, unit, typed]) => {
  const sealed = sealQuestion(question({ ...NUMBER, answer, ...(unit && { unit }), tolerance: 0 }));
  expect([answerProblem(sealed, [typed]), markAnswer(sealed, [typed]).right]).toEqual([undefined, true]);
});

test('what is no number is asked for again', () => {
  const inMs = sealQuestion(question({ ...NUMBER, unit: 'ms' }));
  expect(
    [' ', 'half', '20 traces', '20'].map((typed) => answerProblem(inMs, [typed])),
  ).toMatchInlineSnapshot(`
    [
      "Give an answer first.",
      "“half” cannot be read as a number. Write it in digits, alone or with its unit: “5” or “5 ms”.",
      "“20 traces” cannot be read as a number. Write it in digits, alone or with its unit: “5” or “5 ms”.",
      undefined,
    ]
  `);
  expect(answerProblem(sealQuestion(TEXT), ['half'])).toBeUndefined();
});

test.for([
  ['traceparent', true, 'the header'],
  ['  TRACE   parent', true, 'the header'],
  ['Tracestate', false, 'the other header'],
  ['', false, 'no'],
] as const)('a word: %j is right: %j', ([answer, right, because]) => {
  expect(markAnswer(sealQuestion(TEXT), [answer])).toEqual({ right, parts: [], because });
});

test.for([ONE, SEVERAL, ORDER, NUMBER, TEXT])(
  'what the page carries of a $kind question does not spell its answer',
  (asked) => {
    const sealed = JSON.stringify(sealQuestion(asked));
    for (const telling of ['"right"', '"answer"', '"accept"', '"tolerance"', 'traceparent', '0.5']) {
      expect(sealed).not.toContain(telling);
    }
  },
);

function question(input: object): KeyedQuestion {
  const read = QuestionSchema.parse(input);
  if (!isKeyed(read)) throw new Error('a question with a key was meant');
  return read;
}
