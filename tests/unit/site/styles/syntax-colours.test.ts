import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';

const site = resolve(import.meta.dirname, '../../../../src/site');
const tokens = new Map(
  [
    ...readFileSync(join(site, 'styles/page/tokens.css'), 'utf8').matchAll(
      /--([\w-]+): light-dark\((#\w{6}), (#\w{6})\)/g,
    ),
  ].map(([, name = '', light = '', dark = '']) => [name, { light, dark }] as const),
);
const look = readFileSync(join(site, 'elements/files/editor-look.ts'), 'utf8');
const syntax = [...tokens.keys()].filter((name) => name.startsWith('syntax-'));
// The editor's ground, and the grounds of lines that differ from the start.
const grounds = ['code', 'good-soft', 'trouble-soft'];

test('the editor colours syntax by tokens of its own: a service’s colour is not a syntax colour', () => {
  const used = [...look.slice(look.indexOf('codeColours')).matchAll(/var\(--([\w-]+)\)/g)].map(
    ([, name]) => name,
  );
  expect(new Set(used)).toEqual(new Set(syntax));
});

test.each(
  syntax.flatMap((name) =>
    (['light', 'dark'] as const).flatMap((theme) => grounds.map((ground) => [name, theme, ground] as const)),
  ),
)('--%s, %s, is legible on --%s', (name, theme, ground) => {
  expect(contrast(tokens.get(name)![theme], tokens.get(ground)![theme])).toBeGreaterThanOrEqual(4.5);
});

/** Contrast of two colours as WCAG 2 computes it. */
function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].toSorted((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
