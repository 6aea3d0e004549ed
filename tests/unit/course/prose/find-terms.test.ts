import { expect, test } from 'vitest';
import { GlossarySchema, type Term } from '#course/glossary.ts';
import { termFinder } from '#course/prose/find-terms.ts';

const entry = (id: string, term: string, more: Partial<Term> = {}) => ({
  id,
  term,
  definition: 'A thing.',
  ...more,
});
const { terms } = GlossarySchema.parse({
  terms: [
    entry('span', 'span', { forms: ['spans'] }),
    entry('root-span', 'root span'),
    entry('sdk', 'SDK'),
    entry('parent', 'parent', { mark: false }),
  ],
});
const found = (...texts: string[]) => {
  const { split } = termFinder(terms);
  return texts.map((text) =>
    split(text)
      .map((part) => (part.term ? `[${part.text}|${part.term.id}]` : part.text))
      .join(''),
  );
};

test('the first use of a term is found, in whichever form', () => {
  expect(found('Two spans, and a span.', 'Spans again.')).toEqual([
    'Two [spans|span], and a span.',
    'Spans again.',
  ]);
  expect(found('Spans begin a sentence.')).toEqual(['[Spans|span] begin a sentence.']);
});

test('the longest form wins, and parts of words are none', () => {
  expect(found('A root span is a span.')).toEqual(['A [root span|root-span] is a [span|span].']);
  expect(found('Spanwise, spanned, span-like')).toEqual(['Spanwise, spanned, span-like']);
});

test('a term in capitals is found only so, and one with other meanings never', () => {
  expect(found('sdk, SDK')).toEqual(['sdk, [SDK|sdk]']);
  expect(found('The parent.')).toEqual(['The parent.']);
});

test('where the author says what a term means, it counts as used', () => {
  const { pass, split } = termFinder(terms);
  pass('span');
  expect(split('a span')).toEqual([{ text: 'a span' }]);
});

test('two terms cannot share a form', () => {
  const { error } = GlossarySchema.safeParse({
    terms: [entry('a', 'span'), entry('b', 'b', { forms: ['span'] })],
  });
  expect(error?.issues.map(({ message }) => message)).toEqual(['“span” with one meaning']);
});
