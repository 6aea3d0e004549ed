import { expect, it } from 'vitest';
import type { ProgressView } from '#api/progress-view.ts';
import type { Reading } from '#api/reading-record.ts';
import { continueAt } from '#site/elements/reading/continue-at.ts';
import type { ChapterOutline } from '#site/elements/reading/course-outline.ts';

const outline: ChapterOutline[] = [
  {
    slug: 'first',
    number: 3,
    title: 'First',
    sections: [{ id: 'a', text: 'A' }],
    questions: ['q'],
    labs: [],
  },
  {
    ...{ slug: 'second', number: 4, title: 'Second' },
    sections: [
      { id: 'b', text: 'B' },
      { id: 'c', text: 'C' },
    ],
    questions: ['r'],
    labs: [{ id: 'lab', title: 'The lab', steps: ['look', 'break', 'mend'] }],
  },
];
const read = (slug: string, section: string, time = 1): Reading => ({
  [slug]: { sections: [], place: { section, time }, quiz: {} },
});
const answered = { answer: ['x'], right: true, tries: 1 };
const lab = (current: string, passed: string[], marks: Record<string, 'skipped'> = {}): ProgressView => ({
  worked: 'lab',
  labs: [
    {
      ...{ lab: 'lab', current, begun: passed.length > 0 || Object.keys(marks).length > 0 },
      steps: ['look', 'break', 'mend'].map((id) => ({
        ...{ id, passed: passed.includes(id) },
        ...(marks[id] && { mark: marks[id] }),
      })),
    },
  ],
});

const cases: [
  name: string,
  reading: Reading,
  progress: ProgressView | undefined,
  words: string | undefined,
][] = [
  ['nothing was begun', {}, undefined, undefined],
  ['a bench without attempts', {}, lab('look', []), undefined],
  ['a step is open', {}, lab('mend', ['look', 'break']), 'Continue at step 3 of “The lab”'],
  ['a step before was left out', {}, lab('mend', ['look', 'mend']), 'Continue at step 2 of “The lab”'],
  ['a skipped step is not offered', {}, lab('mend', ['look', 'mend'], { break: 'skipped' }), undefined],
  ['a text was read', read('first', 'a'), undefined, 'Continue at “A” in chapter 03'],
  [
    'a later place wins',
    { ...read('first', 'a', 1), ...read('second', 'c', 2) },
    undefined,
    'Continue at “C” in chapter 04',
  ],
  [
    'the lab of the chapter read last',
    read('second', 'b'),
    lab('break', ['look']),
    'Continue at step 2 of “The lab”',
  ],
  [
    'another chapter was read since',
    read('first', 'a'),
    lab('break', ['look']),
    'Continue at “A” in chapter 03',
  ],
  ['a section that is gone', read('first', 'gone'), undefined, undefined],
  [
    'the chapter is done',
    { first: { sections: ['a'], place: { section: 'a', time: 1 }, quiz: { q: answered } } },
    undefined,
    'Continue with chapter 04: Second',
  ],
  [
    'all is done',
    { second: { sections: ['b', 'c'], place: { section: 'c', time: 1 }, quiz: { r: answered } } },
    lab('mend', ['look', 'break', 'mend']),
    undefined,
  ],
];

it.each(cases)('%s', (_name, reading, progress, words) => {
  expect(continueAt(outline, reading, progress)?.words).toBe(words);
});

it('leads to the step and to the section', () => {
  expect(continueAt(outline, {}, lab('mend', ['look', 'break']))?.href).toBe(
    '/chapters/second/#step-lab-mend',
  );
  expect(continueAt(outline, read('first', 'a'))?.href).toBe('/chapters/first/#a');
});
