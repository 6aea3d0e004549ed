import { resolve } from 'node:path';
import { keepObservations } from '#cli/observe/keep-observations.ts';
import { readOptions } from '#cli/observe/options.ts';
import { runOnStack } from '#cli/setup/run-on-stack.ts';

const folder = resolve(import.meta.dirname, '..');
await runOnStack({
  readOptions,
  run: (options, signal) => keepObservations(folder, options, signal),
  undone: 'observed',
});
