import { resolve } from 'node:path';
import { readOptions } from '#cli/record/options.ts';
import { record } from '#cli/record/record.ts';
import { runOnStack } from '#cli/setup/run-on-stack.ts';

const folder = resolve(import.meta.dirname, '..');
await runOnStack({
  readOptions,
  run: (options, signal) => record(folder, options, signal),
  undone: 'recorded',
});
