import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';

const folder = resolve(import.meta.dirname, '../../../labs/stack/collector');
const read = (name: string) => parse(readFileSync(resolve(folder, name), 'utf8'));

test('what the bench merges over a learner’s file is what its own configuration has, and sets it whole', () => {
  const own = read('collector.yaml');
  const part = read('bench.yaml');
  expect(part.extensions).toEqual(own.extensions);
  expect(part.service.extensions).toEqual(own.service.extensions);
  expect(part.service.telemetry).toMatchObject(own.service.telemetry);
  expect(part.service.telemetry.metrics).toEqual(own.service.telemetry.metrics);
});
