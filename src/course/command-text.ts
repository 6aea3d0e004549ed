import type { RuntimeName } from '#system/runtime-name.ts';
import type { StepCommand } from './lab.ts';

/** The line of a command for the runtime the learner has. */
export function commandText({ run }: Pick<StepCommand, 'run'>, runtime: RuntimeName): string {
  return typeof run === 'string' ? run : run[runtime];
}
