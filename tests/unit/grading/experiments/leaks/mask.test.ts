import { expect, test } from 'vitest';
import { maskCanaries } from '#grading/experiments/leaks/mask.ts';
import { planLeaks } from '#grading/experiments/leaks/plan-leaks.ts';
import { formsIn } from '#grading/experiments/leaks/scan/form-in.ts';

const spaced = { card: '4000 0012 3456 7899', email: 'Ian.0a1b2c3d4e@EXAMPLE.ORG' };
const digits = '4000001234567899';

test.each([
  ['“checkout of Ian.0a1b2c3d4e@EXAMPLE.ORG”', '“checkout of [e-mail]”'],
  ['?email=ian.0a1b2c3d4e%40example.org', '?email=[e-mail]'],
  ['Ian.0a1b2c3d4e@***', '[e-mail]@***'],
  [`{"reason":"card ${digits}: card declined"}`, '{"reason":"card [card]: card declined"}'],
  ['4000 0012 3456 7899 and 4000-0012-3456-7899', '[card] and [card]'],
  ['4000001*** ends with 4567899', '[card]*** ends with [card]'],
  ['400000******7899', '400000******7899'],
  [`card ${Buffer.from(digits).toString('hex')}`, 'card [card]'],
])('%s', (text, masked) => {
  expect(maskCanaries(text, [spaced])).toBe(masked);
});

test('what is masked holds no value that anybody could read', () => {
  for (const { canary } of planLeaks()) {
    const said = [canary.email, canary.card, encodeURIComponent(canary.email)];
    for (const text of [...said, ...said.map((one) => Buffer.from(`x${one}y`).toString('base64'))])
      expect(formsIn(maskCanaries(`a ${text} b`, [canary]), canary)).toEqual([]);
  }
});
