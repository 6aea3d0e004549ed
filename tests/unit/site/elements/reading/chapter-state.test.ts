import { expect, it } from 'vitest';
import { choiceWord, placeWord } from '#site/elements/questions/choice-word.ts';
import { chapterState, stateWords } from '#site/elements/reading/chapter-state.ts';
import { followSections } from '#site/elements/reading/section-reading.ts';

const chapter = {
  ...{ slug: 'c', number: 4, title: 'C' },
  sections: [
    { id: 'a', text: 'A' },
    { id: 'b', text: 'B' },
  ],
  questions: ['q', 'r'],
  labs: [{ id: 'lab', title: 'The lab', steps: ['one', 'two'] }],
};
const wrong = { answer: ['x'], right: false, tries: 1 };
const right = { ...wrong, right: true };
const steps = (first: boolean, second: boolean) => [
  {
    ...{ lab: 'lab', current: 'two', begun: true },
    steps: [
      { id: 'one', passed: first },
      { id: 'two', passed: second, mark: 'solved' as const },
    ],
  },
];

it('says what is read, right and passed, and nothing of what was not begun', () => {
  const words = (sections: string[], quiz: Record<string, typeof wrong>, progress = steps(false, false)) =>
    stateWords(chapterState(chapter, { sections, quiz }, progress));
  expect([
    words([], {}),
    words(['a'], {}),
    words(['a', 'b'], {}),
    words(['a', 'gone'], { q: wrong, gone: right }),
    words(['a', 'b'], { q: right, r: right }, steps(true, false)),
    words(['a', 'b'], { q: right, r: right }, steps(true, true)),
  ]).toMatchInlineSnapshot(`
    [
      "",
      "1 of 2 sections read",
      "read",
      "1 of 2 sections read · quiz 0 of 2",
      "read · quiz 2 of 2 · lab 1 of 2 steps",
      "read · quiz 2 of 2 · lab passed",
    ]
  `);
});

it('is done when all is read, right and passed; what was solved by the course is left', () => {
  const all = { sections: ['a', 'b'], quiz: { q: right, r: right } };
  expect(chapterState(chapter, all, steps(true, true)).done).toBe(true);
  const state = chapterState(chapter, all, steps(true, false));
  expect([state.done, state.labs[0]?.left]).toEqual([false, [{ id: 'two', number: 2, mark: 'solved' }]]);
  expect(chapterState(chapter, { ...all, sections: ['a'] }, steps(true, true)).sections.left).toEqual([
    { id: 'b', text: 'B' },
  ]);
});

it('counts a section as read when its end was seen and there was time to read it', () => {
  const look = followSections();
  const at = (inView: boolean, endInView: boolean) => [{ id: 'a', words: 120, inView, endInView }];
  expect(look(at(true, false), 60_000)).toEqual([]);
  expect(look(at(true, true), 500)).toEqual(['a']);
  expect(look(at(true, true), 500)).toEqual([]);
  const leaf = followSections();
  expect(leaf(at(true, true), 500)).toEqual([]);
  expect(leaf(at(false, false), 60_000)).toEqual([]);
  expect(leaf(at(true, false), 9_000)).toEqual([]);
  expect(leaf(at(true, false), 500)).toEqual(['a']);
});

it('marks a choice by what it is and by what the reader did with it', () => {
  const words = [false, true].flatMap((isOneOnly) =>
    [true, false].flatMap((isTrue) => [true, false].map((taken) => choiceWord(isTrue, taken, isOneOnly))),
  );
  expect([...words, placeWord(2, 2), placeWord(1, 3)]).toMatchInlineSnapshot(`
    [
      "Part of the answer, and you chose it.",
      "Part of the answer, and you did not choose it.",
      "You chose this, but it is not part of the answer.",
      "Not part of the answer, and not chosen.",
      "The answer, and you chose it.",
      "The answer, and you did not choose it.",
      "You chose this, but it is not the answer.",
      "Not the answer, and not chosen.",
      "Place 2, and you put it there.",
      "Place 1; you put it at 3.",
    ]
  `);
});
