import { expect, it } from 'vitest';
import { isInColumns, printedLines } from '#site/build/printed-text.ts';

it('a broken line goes on deeper than it begins, behind the number that a question gave it', () => {
  const lines = printedLines('exporters:\n  otlp: {}\n3  provider := new(');
  expect(lines).toEqual([
    { indent: '', text: 'exporters:\n', goesOn: 2 },
    { indent: '  ', text: 'otlp: {}\n', goesOn: 4 },
    { indent: '', text: '3  provider := new(', goesOn: 5 },
  ]);
});

it('loses no character of a text', () => {
  const text = 'trace 1\n\n    indented  twice\n';
  expect(
    printedLines(text)
      .map((line) => line.indent + line.text)
      .join(''),
  ).toBe(text);
});

it('tells columns from code, from values that are aligned and from lines with numbers', () => {
  expect(isInColumns('storefront  POST /checkout  SERVER\n  orders    POST /orders    SERVER\n')).toBe(true);
  expect(isInColumns('storefront:      traceidratio\npayments-worker: always_on\n')).toBe(false);
  expect(isInColumns('1  res, err := resource.New(ctx)\n2  provider := new()\n')).toBe(false);
  expect(isInColumns('receivers:\n  otlp:\n    protocols: { http: {} }\n')).toBe(false);
});

it('breaks a row that would be cut off everywhere', () => {
  const long = `url.full       http://orders/${'o'.repeat(60)}`;
  expect(isInColumns(`enduser.email  bo@shop.example.com\n${long}`)).toBe(false);
});
