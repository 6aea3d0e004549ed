import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { passedCheckout } from '#grading/experiments/checkout/passed-checkout.ts';
import { flagIgnored } from '#grading/findings/flag-ignored.ts';
import { missingSpanChecks } from '#grading/findings/missing-spans/missing-span-checks.ts';
import { silentService } from '#grading/findings/missing-spans/silent-service.ts';
import { orphanParentIn } from '#grading/findings/orphan-parent.ts';
import { upstreamFirst } from '#grading/findings/upstream-first.ts';
import { firstFinding } from '#grading/first-finding.ts';
import { stillSplit } from '../../../labs/split-trace/findings/still-split.ts';

const root = resolve(import.meta.dirname, '../../..');
const docs = readFileSync(resolve(root, 'docs/labs.md'), 'utf8');
const files = ['src/grading/findings', 'labs/split-trace/findings'].flatMap((folder) =>
  readdirSync(resolve(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => resolve(root, folder, name)),
);
type Gives = { gives: readonly string[] };
const exported = (
  await Promise.all(files.map(async (file) => Object.entries((await import(file)) as object)))
).flat();
const diagnoses = exported.filter(
  (entry): entry is [string, Gives] => typeof entry[1] === 'function' && 'gives' in entry[1],
);
/** Functions that make a diagnosis, each as the table calls it, with what this call gives. */
const factories: [string, Gives][] = [
  ['flagIgnored()', flagIgnored()],
  ["orphanParentIn(['…'])", orphanParentIn([])],
  ["silentService(['storefront'])", silentService(['storefront'])],
  ["stillSplit('…')", stillSplit('the id it is given')],
];
const rows = docs
  .slice(docs.indexOf('## Diagnoses'), docs.indexOf('## No trace'))
  .split('\n')
  .map((line) => line.split('|').map((cell) => cell.trim()))
  .filter(([, name]) => name?.startsWith('`'))
  .map(([, name, finding]) => ({ name: name!.replaceAll('`', ''), finding: finding! }));

/** The ids in a cell of the table, those of another row among them where the cell names it. */
function findingsIn(cell: string): string[] {
  const named = cell.match(/`[^`]+`/g)?.map((id) => id.slice(1, -1)) ?? [cell];
  return named.flatMap((id) => (id === 'silentService' ? silentService([]).gives : [id])).toSorted();
}

describe('the library of diagnoses', () => {
  test.each([...diagnoses, ...factories])(
    '%s is in the table that authors choose from, with all it gives',
    (name, { gives }) => {
      const row = rows.find((one) => one.name === name);
      expect(row && findingsIn(row.finding)).toEqual(gives.toSorted());
    },
  );

  test('the table names nothing else', () => {
    const known = [...diagnoses, ...factories].map(([name]) => name);
    expect(rows.map(({ name }) => name).filter((name) => !known.includes(name))).toEqual([]);
  });

  test('every function that makes diagnoses is compared', () => {
    const makers = files.flatMap((file) => [
      ...readFileSync(file, 'utf8').matchAll(
        /^export function (\w+)\([^)]*\)(?:: Diagnose)? \{\n\s+return diagnosis\(/gm,
      ),
    ]);
    expect(makers.map(([, name]) => name)).toEqual(factories.map(([call]) => call.split('(')[0]));
  });

  test('the checks for missing spans come first, and the order of the table is that of the list', () => {
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
      'handler-missing',
      'wrong-service-name',
      'client-root',
      'sampled-away',
      'exporter-dead',
      'spans-outstanding',
      'no-propagator',
      'caller-only-linked',
      'context-cancelled',
      'call-missing',
      'pass',
    ]);
  });
});
