import { resolve } from 'node:path';
import { CourseError } from '#course/load/problem.ts';
import { readOptions, USAGE_EXIT } from '../src/cli/prove/options.ts';
import { prove } from '../src/cli/prove/prove.ts';
import { StackFailed } from '../src/cli/prove/stack.ts';
import { endSignal } from '../src/cli/setup/end-signal.ts';

const options = readOptions(process.argv.slice(2));
if (typeof options === 'string') {
  console.error(options);
  process.exitCode = USAGE_EXIT;
} else {
  const signal = endSignal();
  try {
    process.exitCode = await prove(resolve(import.meta.dirname, '../labs'), options, signal);
  } catch (error) {
    if (signal.aborted) process.exitCode = 130;
    else if (error instanceof StackFailed) {
      console.error(`The stack is not up, so nothing was graded.\n${error.message}`);
      process.exitCode = 3;
    } else if (error instanceof CourseError) {
      console.error(error.message);
      process.exitCode = USAGE_EXIT;
    } else throw error;
  }
}
