import { describe, expect, test } from 'vitest';
import type { AnswerField } from '#course/answers/answer-field.ts';
import { readField } from '#course/answers/read-field.ts';
import { readNumber } from '#course/answers/read-number.ts';
import { readTraceId } from '#course/answers/read-trace-id.ts';

const ID = '4bf92f3577b34da6a3ce929d0e0e4736';

describe('a trace id', () => {
  test.each([
    ['as drawn', ID],
    ['with spaces around', `  ${ID}\n`],
    ['in capitals', ID.toUpperCase()],
    ['as a UUID', '4bf92f35-77b3-4da6-a3ce-929d0e0e4736'],
    ['with 0x before it', `0x${ID}`],
    ['in quotes', `"${ID}"`],
    ['in a traceparent', `00-${ID}-00f067aa0ba902b7-01`],
    ['in a traceparent in capitals', `00-${ID.toUpperCase()}-00F067AA0BA902B7-01`],
    ['in a whole header', `traceparent: 00-${ID}-00f067aa0ba902b7-01`],
  ])('%s', (_, typed) => {
    expect(readTraceId(typed)).toEqual({ kind: 'trace', typed, digits: ID, value: ID });
  });

  test('without the zeros at its beginning, as Tempo’s search prints it', () => {
    expect(readTraceId('f92f3577b34da6a3ce929d0e0e4736')).toMatchObject({
      digits: 'f92f3577b34da6a3ce929d0e0e4736',
      value: '00f92f3577b34da6a3ce929d0e0e4736',
    });
  });

  test.each([
    ['zeros', '0'.repeat(32)],
    ['33 digits', `${ID}a`],
    ['letters beyond f', ID.replace('4', 'g')],
    ['nothing', '  '],
    ['words', 'the slow one'],
  ])('%s: no id, and what is left of it is told', (_, typed) => {
    expect(readTraceId(typed)).not.toHaveProperty('value');
  });

  test('the id of a span keeps its length, so that a check can tell it', () => {
    expect(readTraceId('00f067aa0ba902b7').digits).toHaveLength(16);
  });
});

describe('a number', () => {
  test.each([
    ['805', 805],
    ['805 ms', 805],
    ['805ms', 805],
    ['0.8 s', 800],
    ['0,8 s', 800],
    ['1.5', 1.5],
    ['1 619 ms', 1619],
    ['250 µs', 0.25],
    ['2 min', 120_000],
  ])('“%s” is %d ms', (typed, value) => {
    expect(readNumber(typed, 'ms')).toBeCloseTo(value, 9);
  });

  test.each(['', 'ms', '8 parsecs', '1.2.3', '-5', '1 2', 'about 800', '8 0 5'])('“%s” is none', (typed) => {
    expect(readNumber(typed, 'ms')).toBeUndefined();
  });

  test('a count takes no unit', () => {
    expect(readNumber('4')).toBe(4);
    expect(readNumber('4 s')).toBeUndefined();
  });
});

describe('a field', () => {
  const field = (more: object) => ({ id: 'it', label: 'It', ...more }) as AnswerField;
  const cause = field({
    kind: 'choice',
    choices: [
      { id: 'n-plus-one', text: 'One statement per row' },
      { id: 'pool', text: 'Waits for a connection' },
    ],
  });

  test('takes a service by its name in any case, and a store that works for one', () => {
    const service = field({ kind: 'service' });
    expect(readField(service, 'Payments Worker')).toMatchObject({ answer: { value: 'payments-worker' } });
    expect(readField(service, 'database')).toMatchObject({ answer: { value: 'postgres' } });
    expect(readField(service, 'till')).toMatchInlineSnapshot(`
      {
        "ok": false,
        "reason": "“till” is no service; the services are storefront, catalog, orders, payments-worker.",
      }
    `);
  });

  test('takes a choice by its id or its text', () => {
    expect(readField(cause, 'pool')).toMatchObject({ answer: { value: 'pool' } });
    expect(readField(cause, ' one statement PER row ')).toMatchObject({ answer: { value: 'n-plus-one' } });
    expect(readField(cause, 'luck')).toEqual({
      ok: false,
      reason: '“luck” is none of the choices, which are n-plus-one, pool.',
    });
  });

  test('says how a number is written', () => {
    expect(readField(field({ kind: 'number', unit: 'ms' }), 'long')).toEqual({
      ok: false,
      reason: '“long” is no number; write one such as 805, 805 ms or 0.8 s.',
    });
  });

  test('keeps a text but for the spaces', () => {
    expect(readField(field({ kind: 'span' }), ' SELECT  books ')).toEqual({
      ok: true,
      answer: { kind: 'span', typed: ' SELECT  books ', value: 'SELECT books' },
    });
  });
});
