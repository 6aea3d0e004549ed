import { resolve } from 'node:path';
import { USAGE_EXIT } from '#cli/prove/options.ts';
import { StackFailed } from '#cli/prove/stack.ts';
import { readOptions } from '#cli/record/options.ts';
import { record } from '#cli/record/record.ts';
import { endSignal } from '#cli/setup/end-signal.ts';
import { CourseError } from '#course/load/problem.ts';

const options = readOptions(process.argv.slice(2));
if (typeof options === 'string') {
  console.error(options);
  process.exitCode = USAGE_EXIT;
} else {
  const signal = endSignal();
  try {
    process.exitCode = await record(resolve(import.meta.dirname, '..'), options, signal);
  } catch (error) {
    if (signal.aborted) process.exitCode = 130;
    else if (error instanceof StackFailed) {
      console.error(`The stack is not up, so nothing was recorded.\n${error.message}`);
      process.exitCode = 3;
    } else if (error instanceof CourseError) {
      console.error(error.message);
      process.exitCode = USAGE_EXIT;
    } else throw error;
  }
}
