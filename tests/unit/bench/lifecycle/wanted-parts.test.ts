import { expect, test } from 'vitest';
import type { OpenLab } from '#bench/labs/open-labs.ts';
import { wantedParts } from '#bench/lifecycle/wanted-parts.ts';
import { OPTIONAL_PARTS } from '#course/lab.ts';
import { OPTIONAL, type OptionalPart } from '#runtimes/parts.ts';

function labWith(...needs: OptionalPart[]): OpenLab {
  return { lab: { needs } } as unknown as OpenLab;
}

test('a bench runs what any of its labs needs and what was asked for, each once and in start order', () => {
  expect(wantedParts([labWith(), labWith()], [])).toEqual([]);
  expect(wantedParts([labWith('loki'), labWith('loki', 'prometheus')], [])).toEqual(['prometheus', 'loki']);
  expect(wantedParts([labWith('loki')], ['loki', 'jaeger'])).toEqual(['jaeger', 'loki']);
});

test('a lab may name exactly the parts a runtime knows', () => {
  expect(OPTIONAL_PARTS).toEqual(OPTIONAL);
});
