import { expect, test } from 'vitest';
import { HELP, readOptions } from '#cli/record/options.ts';

test('what to record is read from the arguments', () => {
  expect(readOptions([])).toEqual({ help: false });
  expect(readOptions(['--lab', 'split-trace', '--state', '/tmp/x'])).toMatchObject({
    ...{ lab: 'split-trace', state: '/tmp/x' },
  });
});

test('an unknown flag is told with where to read on', () => {
  expect(readOptions(['--labs'])).toMatchInlineSnapshot(`
    "Unknown option '--labs'.
    See npm run record -- --help for what it takes."
  `);
  expect(HELP).toContain('--chapter SLUG');
});
