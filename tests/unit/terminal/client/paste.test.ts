import { expect, test } from 'vitest';
import { linkTarget } from '#terminal/client/link-target.ts';
import { preparePaste } from '#terminal/client/paste.ts';
import { cleanTitle } from '#terminal/server/title.ts';

test('nothing in a paste can end its brackets', () => {
  const { text } = preparePaste('a\x1b[20\x1b[201~1~b\x9b201~c\x00\x03\x7f\x85', true);
  expect(text).toBe('\x1b[200~a␛[20␛[201~1~b�201~c␀␃␡�\x1b[201~');
});

test.for([
  ['one', 'one', 1, false],
  ['one\r\ntwo\nthree\rfour', 'one\rtwo\rthree\rfour', 4, true],
  ['one\n', 'one\r', 1, true],
  ['tab\there', 'tab\there', 1, false],
] as const)('%j without brackets', ([from, text, lines, ask]) => {
  expect(preparePaste(from, false)).toEqual({ text, lines, ask });
});

test('with brackets nobody needs to be asked', () => {
  expect(preparePaste('one\ntwo', true)).toMatchObject({ ask: false, lines: 2 });
});

test.for(['http://localhost:3000/a', 'https://example.com/?q=1'])('%s may be opened', (address) => {
  expect(linkTarget(address)).toBe(address);
});

test.for([
  'javascript:alert(1)',
  'JavaScript:alert(1)',
  'data:text/html,x',
  'file:///etc/passwd',
  'vbscript:x',
  'https://example.com@evil.example/',
  ' https://example.com',
  'https://exa\nmple.com',
  'example.com',
  '',
])('%j is inert', (address) => {
  expect(linkTarget(address)).toBeUndefined();
});

test('a title is text of bounded length', () => {
  expect(cleanTitle('a\x07b\x1b[31m\u202ec\x9bd')).toBe('ab[31mcd');
  expect([...cleanTitle('é'.repeat(1000))]).toHaveLength(256);
});
