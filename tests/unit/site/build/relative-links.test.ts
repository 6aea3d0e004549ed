import { expect, it } from 'vitest';
import { linksFrom } from '#site/build/relative-links.ts';

const html = [
  '<html data-root="/"><link href="/_astro/a.css"><script src="/_astro/b.js"></script>',
  '<a href="/">top</a><a href="/chapters/one/#a">one</a><a href="#b">here</a>',
  '<a href="https://example.org/x">out</a><a href="//example.org/">out</a><p title="/no">/no</p>',
].join('');

it('makes links from the top relative, and leaves all others', () => {
  expect(linksFrom(html, '/', '../../')).toMatchInlineSnapshot(
    `"<html data-root="../../"><link href="../../_astro/a.css"><script src="../../_astro/b.js"></script><a href="../../">top</a><a href="../../chapters/one/#a">one</a><a href="#b">here</a><a href="https://example.org/x">out</a><a href="//example.org/">out</a><p title="/no">/no</p>"`,
  );
});

it('takes off the base that Astro has put before some, and finds links that lack it', () => {
  const based = '<link href="/kurs/_astro/a.css"><a href="/kurs">top</a><a href="/chapters/one/">one</a>';
  for (const base of ['/kurs', '/kurs/'])
    expect(linksFrom(based, base, './')).toBe(
      '<link href="./_astro/a.css"><a href="./">top</a><a href="./chapters/one/">one</a>',
    );
});

it('makes the fonts of a style relative', () => {
  const css = '@font-face{src:url(/kurs/_astro/a.woff2)}p{background:url("data:image/svg+xml,/a")}';
  expect(linksFrom(css, '/kurs', '../')).toBe(css.replace('/kurs/', '../'));
});
