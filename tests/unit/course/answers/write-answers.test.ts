import { describe, expect, test } from 'vitest';
import { readTyped } from '#course/answers/read-answers.ts';
import { mergedAnswers, withAnswer } from '#course/answers/write-answers.ts';

describe('an answer that is written', () => {
  test('begins a file', () => {
    expect(withAnswer('', 'slow-hop', 'trace', 'abc')).toBe('slow-hop:\n  trace: abc\n');
  });

  test('keeps comments, other answers and the form of the file', () => {
    const text = '# mine\nslow-hop: { trace: "", span: SELECT } # found it\nother:\n  trace: ""\n';
    expect(withAnswer(text, 'slow-hop', 'trace', 'abc')).toBe(
      '# mine\nslow-hop: { trace: "abc", span: SELECT } # found it\nother:\n  trace: ""\n',
    );
  });

  test.each([
    '805',
    '1e400',
    '00-ab-cd-01',
    'a: b # c',
    '"',
    '- x',
    '~',
    'null',
    '  padded ',
    'tracé\ttab',
    '{{a}}',
  ])('reads back as it was typed: %s', (typed) => {
    const text = withAnswer('slow-hop:\n', 'slow-hop', 'it', typed);
    expect((readTyped(text, 'slow-hop') as ReadonlyMap<string, { text: string }>).get('it')?.text).toBe(
      typed,
    );
  });
});

describe('answers where a workspace is brought to another state', () => {
  const own = 'a: { x: "1" } # mine\nb: { y: "2" }\n';

  test('those of earlier steps stay, the others go', () => {
    expect(mergedAnswers(own, '', ['a'])).toBe('a:\n  x: 1\n');
  });

  test('the state’s own come in', () => {
    const merged = mergedAnswers(own, 'b: { y: "3" }\n', ['a'])!;
    expect(readTyped(merged, 'b')).toEqual(new Map([['y', { text: '3', line: 4 }]]));
    expect(readTyped(merged, 'a')).toEqual(new Map([['x', { text: '1', line: 2 }]]));
  });

  test('nothing is written anew where nothing changes', () => {
    expect(mergedAnswers(own, '', ['a', 'b'])).toBe(own);
    expect(mergedAnswers('', 'a: { x: "" }\n', [])).toBe('a: { x: "" }\n');
    expect(mergedAnswers('', '', [])).toBeUndefined();
    expect(mergedAnswers('a: { x: "1" }\n', '', [])).toBeUndefined();
  });

  test('a file that cannot be read gives way to the state’s', () => {
    expect(mergedAnswers('a: "', 'a: { x: "" }\n', ['a'])).toBe('a: { x: "" }\n');
  });
});
