import type { StepCommand } from './lab.ts';

/** The line of a command for the runtime the learner has. */
export function commandText({ run }: Pick<StepCommand, 'run'>, runtime: 'local' | 'kind'): string {
  return typeof run === 'string' ? run : run[runtime];
}
