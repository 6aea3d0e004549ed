import { expect, test } from 'vitest';
import type { OpenLab } from '#bench/labs/open-labs.ts';
import { laterParts, wantedParts } from '#bench/lifecycle/wanted-parts.ts';
import { LabSchema } from '#course/lab.ts';
import { OPTIONAL, type OptionalPart } from '#system/part-names.ts';

function labWith(...parts: OptionalPart[]): OpenLab {
  return { lab: { setup: { parts }, steps: [] } } as unknown as OpenLab;
}

test('a bench starts with what its lab needs and what was asked for, each once and in start order', () => {
  expect(wantedParts(undefined, [])).toEqual([]);
  expect(wantedParts(labWith(), [])).toEqual([]);
  expect(wantedParts(labWith('loki', 'prometheus'), [])).toEqual(['prometheus', 'loki']);
  expect(wantedParts(labWith('loki'), ['loki', 'jaeger'])).toEqual(['jaeger', 'loki']);
  expect(laterParts([labWith('loki'), labWith('prometheus')], ['loki'])).toEqual(['prometheus']);
});

test('a lab may need the optional parts, and no part that every bench runs anyway', () => {
  const step = { id: 'one', title: 'One', minutes: 1, text: 'One.' };
  const lab = { id: 'lab', title: 'Lab', minutes: 1, summary: 'A lab.', files: ['a.go'], steps: [step] };
  expect(LabSchema.parse({ ...lab, setup: { parts: [...OPTIONAL] } }).setup.parts).toEqual(OPTIONAL);
  expect(LabSchema.safeParse({ ...lab, setup: { parts: ['collector'] } }).success).toBe(false);
});
