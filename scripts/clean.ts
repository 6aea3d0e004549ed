import { resolve } from 'node:path';
import { clean } from '../src/cli/clean/clean.ts';
import { HELP, readOptions } from '../src/cli/clean/options.ts';
import { endSignal } from '../src/cli/setup/end-signal.ts';

const options = readOptions(process.argv.slice(2));
if (typeof options === 'string') {
  console.error(options);
  process.exitCode = 1;
} else if (options.help) {
  console.log(HELP);
} else {
  process.exitCode = await clean(resolve(import.meta.dirname, '..'), options, endSignal());
}
