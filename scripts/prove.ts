import { resolve } from 'node:path';
import { readOptions } from '#cli/prove/options.ts';
import { prove } from '#cli/prove/prove.ts';
import { runOnStack } from '#cli/setup/run-on-stack.ts';

const folder = resolve(import.meta.dirname, '../labs');
await runOnStack({
  readOptions,
  run: (options, signal) => prove(folder, options, signal),
  undone: 'graded',
});
