import { expect, test } from 'vitest';
import { needsOf } from '../../../scripts/bootstrap/needs.mjs';

const NOTHING = { go: false, rabbitmq: false, chromium: false };

test.each([
  ['start', [], { ...NOTHING, rabbitmq: true }],
  ['start', ['--help'], NOTHING],
  ['start', ['--runtime', 'kind'], NOTHING],
  ['prove', ['--runtime=kind', '--keep'], { ...NOTHING, go: true }],
  ['test', ['kind'], { ...NOTHING, go: true }],
  ['build', [], NOTHING],
  ['clean', ['--yes'], NOTHING],
  ['diagrams', [], { ...NOTHING, chromium: true }],
  ['prove', ['--lab', 'split-trace'], { ...NOTHING, go: true, rabbitmq: true }],
  ['verify', [], { ...NOTHING, go: true }],
  ['test', [], { go: true, rabbitmq: true, chromium: true }],
  ['test', ['unit'], NOTHING],
  ['test', ['unit', 'faults'], { ...NOTHING, go: true, rabbitmq: true }],
  ['test', ['unit', 'e2e'], { go: true, rabbitmq: true, chromium: true }],
])('%s %j', (command, args, needs) => {
  expect(needsOf(command, args)).toEqual(needs);
});
