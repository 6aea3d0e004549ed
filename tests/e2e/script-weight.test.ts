import { readFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';

const dist = resolve(import.meta.dirname, '../../dist');
const chapters = await readdir(join(dist, 'chapters'));
/** Bytes of script, as gzip sends them, that a page may load before anybody opens its bench or searches. */
const BUDGET = 60_000;

test.each(['', ...chapters.map((slug) => `chapters/${slug}`)])('/%s loads little script', (path) => {
  const { total, files } = scriptOf(join(dist, path, 'index.html'));
  console.log(`script of /${path}: ${(total / 1000).toFixed(1)} kB gzip in ${files} files`);
  expect(total).toBeLessThanOrEqual(BUDGET);
});

/** The scripts of a page with all they import at once; what they import when it is needed does not count. */
function scriptOf(page: string): { total: number; files: number } {
  const html = readFileSync(page, 'utf8');
  const queue = [...html.matchAll(/<script\b[^>]*\ssrc="([^"]+)"/g)].map(([, src]) =>
    join(dirname(page), src!),
  );
  const inline = [...html.matchAll(/<script\b(?![^>]*\ssrc=)[^>]*>([\s\S]*?)<\/script>/g)].map(
    ([, text]) => text!,
  );
  const sizes = new Map<string, number>();
  for (const file of queue) {
    if (sizes.has(file)) continue;
    const text = readFileSync(file, 'utf8');
    sizes.set(file, gzipSync(text).length);
    // The build writes imports without a space, and those of later as a call.
    for (const [, from] of text.matchAll(/(?:\bfrom|\bimport)\s*["'](\.[^"']+)["']/g))
      queue.push(join(dirname(file), from!));
  }
  const total = [...sizes.values(), gzipSync(inline.join('\n')).length].reduce((sum, size) => sum + size, 0);
  return { total, files: sizes.size };
}
