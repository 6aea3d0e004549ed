import { expect, it } from 'vitest';
import { mediaType } from '#server/site/media-types.ts';

it.each([
  ['index.html', 'text/html; charset=utf-8'],
  ['_astro/a.CSS', 'text/css; charset=utf-8'],
  ['_astro/a.Xy-1.js', 'text/javascript; charset=utf-8'],
  ['a.mjs', 'text/javascript; charset=utf-8'],
  ['a.json', 'application/json'],
  ['a.js.map', 'application/json'],
  ['site.webmanifest', 'application/manifest+json'],
  ['a.svg', 'image/svg+xml'],
  ['a.png', 'image/png'],
  ['a.webp', 'image/webp'],
  ['a.avif', 'image/avif'],
  ['favicon.ico', 'image/x-icon'],
  ['a.woff2', 'font/woff2'],
  ['a.wasm', 'application/wasm'],
  ['robots.txt', 'text/plain; charset=utf-8'],
  ['folder/LICENSE', 'application/octet-stream'],
])('%s is %s', (path, type) => {
  expect(mediaType(path)).toBe(type);
});
