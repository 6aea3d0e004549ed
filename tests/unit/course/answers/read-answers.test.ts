import { describe, expect, test } from 'vitest';
import type { AnswerField } from '#course/answers/answer-field.ts';
import { readAnswers, readTyped } from '#course/answers/read-answers.ts';

const fields: AnswerField[] = [
  { id: 'trace', kind: 'trace', label: 'Trace' },
  { id: 'service', kind: 'service', label: 'Service' },
  { id: 'wait', kind: 'number', unit: 'ms', label: 'Wait' },
];
const read = (text: string) => readAnswers(text, 'own-time', fields);

describe('answers.yaml', () => {
  test('gives the answers of a step, whatever the rest holds', () => {
    const text = `slow-hop: { trace: "", span: "" }
own-time:
  trace: 00112233445566778899001122334455 # digits only, and yet a text
  service: catalog
  wait: 0,8 s
`;
    expect(read(text)).toMatchObject({
      trace: { value: '00112233445566778899001122334455' },
      service: { value: 'catalog' },
      wait: { value: 800 },
    });
  });

  test('an id that YAML would take for a number stays what was typed', () => {
    const typed = readTyped('step: { trace: 12345678901234567890e1, other: 0x10, third: ~ }', 'step');
    expect([...(typed as ReadonlyMap<string, { text: string }>).values()].map(({ text }) => text)).toEqual([
      '12345678901234567890e1',
      '0x10',
      '~',
    ]);
  });

  test.each([
    ['no file', ''],
    ['a comment', '# nothing yet\n'],
    ['another step', 'slow-hop: { trace: abc }\n'],
    ['an empty step', 'own-time:\n'],
    ['empty fields', 'own-time: { trace: "", service: , wait: " " }\n'],
  ])('%s: every answer is missing', (_, text) => {
    expect(read(text)).toMatchObject({
      finding: 'answer-missing',
      field: 'Trace',
      reason: '“Trace”, “Service”, “Wait”',
    });
  });

  test('names the missing one and its line', () => {
    expect(read('own-time:\n  trace: ab\n  service: catalog\n  wait: ""\n')).toEqual({
      finding: 'answer-missing',
      field: 'Wait',
      reason: '“Wait”',
      line: 4,
    });
  });

  test.each([
    ['broken YAML', 'own-time:\n  trace: "ab\n'],
    ['a list', '- own-time\n'],
    ['a word', 'slow\n'],
    ['a step that is no mapping', '\nown-time: catalog\n'],
    ['an answer that is no text', 'own-time:\n  trace: [ab]\n'],
    ['a question that the step has not', 'own-time:\n  trace: ab\n  tracé: cd\n'],
    ['a number that is none', 'own-time: { trace: ab, service: catalog,\n wait: long }\n'],
    ['a double key', 'own-time: { trace: ab }\nown-time: { trace: cd }\n'],
  ])('%s is a finding with its line', (name, text) => {
    expect({ name, ...read(text) }).toMatchSnapshot();
  });
});
