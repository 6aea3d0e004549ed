import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { passedCheckout } from '#grading/experiments/checkout/passed-checkout.ts';
import { missingSpanChecks } from '#grading/findings/missing-spans/missing-span-checks.ts';
import { upstreamFirst } from '#grading/findings/upstream-first.ts';
import { firstFinding } from '#grading/first-finding.ts';

const root = resolve(import.meta.dirname, '../../..');
const docs = readFileSync(resolve(root, 'docs/labs.md'), 'utf8');
const files = ['src/grading/findings', 'labs/split-trace/findings'].flatMap((folder) =>
  readdirSync(resolve(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => resolve(root, folder, name)),
);
const diagnoses = (
  await Promise.all(files.map(async (file) => Object.entries((await import(file)) as object)))
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
    expect(upstreamFirst.slice(0, missingSpanChecks.length)).toEqual(missingSpanChecks);
    const places = upstreamFirst
      .map((one) => diagnoses.find(([, value]) => value === one)?.[0])
      .filter((name) => name !== undefined)
      .map((name) => docs.indexOf(`| \`${name}\``));
    expect(places).toEqual(places.toSorted((a, b) => a - b));
  });

  test('a judge gives what its diagnoses give, each once, and the pass', () => {
    const { gives } = firstFinding([...missingSpanChecks, ...missingSpanChecks], passedCheckout);
    expect(gives).toEqual([
      'flag-ignored',
      'wrong-service-name',
      'sampled-away',
      'exporter-dead',
      'spans-outstanding',
      'handler-missing',
      'no-propagator',
      'caller-only-linked',
      'context-cancelled',
      'call-missing',
      'pass',
    ]);
  });
});
