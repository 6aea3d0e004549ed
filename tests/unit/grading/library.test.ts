import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { firstFinding } from '#grading/findings/first-finding.ts';
import { ladder } from '#grading/ladder.ts';
import { pass } from '#grading/pass.ts';
import { upstreamFirst } from '#grading/upstream-first.ts';

const root = resolve(import.meta.dirname, '../../..');
const docs = readFileSync(resolve(root, 'docs/labs.md'), 'utf8');
const folder = resolve(root, 'src/grading/findings');
const diagnoses = (
  await Promise.all(
    readdirSync(folder).map(async (name) => Object.entries((await import(resolve(folder, name))) as object)),
  )
)
  .flat()
  .filter(([, value]) => typeof value === 'function' && 'gives' in value);

describe('the library of diagnoses', () => {
  test.each(diagnoses)(
    '%s is in the table that authors choose from, with what it gives',
    (name, { gives }) => {
      const row = docs.split('\n').find((line) => line.startsWith(`| \`${name}\``));
      for (const finding of gives as string[])
        expect(row ?? '').toMatch(new RegExp(`${finding}|silentService`));
    },
  );

  test('the ladder comes first, and the order of the table is that of the list', () => {
    expect(upstreamFirst.slice(0, ladder.length)).toEqual(ladder);
    const places = upstreamFirst
      .map((one) => diagnoses.find(([, value]) => value === one)?.[0])
      .filter((name) => name !== undefined)
      .map((name) => docs.indexOf(`| \`${name}\``));
    expect(places).toEqual(places.toSorted((a, b) => a - b));
  });

  test('a judge gives what its diagnoses give, each once, and the pass', () => {
    const { gives } = firstFinding([...ladder, ...ladder], pass);
    expect(gives).toEqual([
      'wrong-service-name',
      'sampled-away',
      'exporter-dead',
      'no-propagator',
      'call-missing',
      'pass',
    ]);
  });
});
