import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, it } from 'vitest';
import { plainPage } from '#server/pages/plain-page.ts';
import { foreignName } from '#server/pages/refused-pages.ts';

const tokens = readFileSync(
  resolve(import.meta.dirname, '../../../../src/site/styles/page/tokens.css'),
  'utf8',
);

it('has the colours of the site, light and dark', () => {
  const used = plainPage({ title: 't', body: '' }).matchAll(/(--[\w-]+): (light-dark\([^)]*\))/g);
  for (const [, name, value] of [...used]) expect(tokens).toContain(`${name}: ${value};`);
});

it('tells a forwarded port from a foreign name', () => {
  const titles = ['localhost:4501', '127.0.0.1', '[::1]:9', 'dev.example:4500', undefined].map(
    (host) => foreignName(host, 4500).title,
  );
  expect(titles).toMatchInlineSnapshot(`
    [
      "The port was forwarded under another number",
      "The port was forwarded under another number",
      "The port was forwarded under another number",
      "The course does not answer under this name",
      "The course does not answer under this name",
    ]
  `);
});
