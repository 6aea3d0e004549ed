import { describe, expect, it } from 'vitest';
import type { KeptAnswer } from '#api/reading-record.ts';
import { mergeReading } from '#site/elements/reading/merge-reading.ts';

const right = (more: Partial<KeptAnswer> = {}) => ({ answer: ['a'], right: true, tries: 1, ...more });
const wrong = (more: Partial<KeptAnswer> = {}) => ({ answer: ['b'], right: false, tries: 1, ...more });
const of = (q: KeptAnswer) => ({ chapter: { sections: [], quiz: { q } } });

describe('of two answers to a question', () => {
  const cases: [name: string, here: KeptAnswer, other: KeptAnswer, stays: KeptAnswer][] = [
    ['the right one stays, though it is older', wrong({ time: 9 }), right({ time: 1 }), right({ time: 1 })],
    ['a right one here is not lost', right({ time: 1 }), wrong({ time: 9 }), right({ time: 1 })],
    [
      'the later of two wrong ones stays',
      wrong({ time: 1 }),
      wrong({ answer: ['c'], time: 2 }),
      wrong({ answer: ['c'], time: 2 }),
    ],
    ['the one here stays where no time tells', wrong(), wrong({ answer: ['c'] }), wrong()],
    ['the larger number of tries counts', right({ tries: 2 }), wrong({ tries: 5 }), right({ tries: 5 })],
  ];
  it.each(cases)('%s', (_name, here, other, stays) => {
    expect(mergeReading(of(here), of(other)).reading['chapter']?.quiz['q']).toEqual(stays);
  });
});

it('adds sections, chapters and questions, takes the later place, and counts what is new', () => {
  const here = { one: { sections: ['a', 'b'], place: { section: 'b', time: 5 }, quiz: { q: right() } } };
  const other = {
    one: { sections: ['b', 'c'], place: { section: 'c', time: 6 }, quiz: { q: wrong(), r: wrong() } },
    two: { sections: ['x'], quiz: {} },
  };
  expect(mergeReading(here, other)).toEqual({
    reading: {
      one: { sections: ['a', 'b', 'c'], place: { section: 'c', time: 6 }, quiz: { q: right(), r: wrong() } },
      two: { sections: ['x'], quiz: {} },
    },
    sections: 2,
    answers: 1,
  });
});

it('changes nothing when it is done again, nor what it was given', () => {
  const here = { one: { sections: ['a'], quiz: {} } };
  const other = { one: { sections: ['b'], quiz: { q: right({ time: 3 }) } } };
  const once = mergeReading(here, other).reading;
  expect(mergeReading(once, other)).toEqual({ reading: once, sections: 0, answers: 0 });
  expect(here).toEqual({ one: { sections: ['a'], quiz: {} } });
});
