import { CourseError } from '#course/load/problem.ts';
import { USAGE_EXIT } from '../prove/options.ts';
import { StackFailed } from '../prove/stack.ts';
import { endSignal } from './end-signal.ts';

interface StackCommand<Options extends object> {
  /** Reads the arguments; a string says what is wrong with them. */
  readOptions: (argv: readonly string[]) => Options | string;
  /** Does the work; gives the exit code. */
  run: (options: Options, signal: AbortSignal) => Promise<number>;
  /** What has not happened where the stack is not up, as a participle. */
  undone: string;
}

/** Exit codes: the stack is not up, and a signal ended the command. */
const STACK_EXIT = 3;
const ENDED_EXIT = 130;

/** Runs a command that needs the stack, tells what stopped it, and sets the exit code of the process. */
export async function runOnStack<Options extends object>({
  readOptions,
  run,
  undone,
}: StackCommand<Options>): Promise<void> {
  const options = readOptions(process.argv.slice(2));
  if (typeof options === 'string') {
    console.error(options);
    process.exitCode = USAGE_EXIT;
    return;
  }
  const signal = endSignal();
  try {
    process.exitCode = await run(options, signal);
  } catch (error) {
    if (signal.aborted) process.exitCode = ENDED_EXIT;
    else if (error instanceof StackFailed) {
      console.error(`The stack is not up, so nothing was ${undone}.\n${error.message}`);
      process.exitCode = STACK_EXIT;
    } else if (error instanceof CourseError) {
      console.error(error.message);
      process.exitCode = USAGE_EXIT;
    } else throw error;
  }
}
