import type { Finished } from '#runtimes/process/run.ts';
import { BenchNotUp } from '#runtimes/runtime.ts';

/** A tool of the cluster did not do what it was asked; the message says what and the next action. */
export class ToolFailed extends BenchNotUp {}

/** Gives the output of a command that succeeded; throws ToolFailed with the last lines of one that did not. */
export function outputOf(what: string, finished: Finished): string {
  if (finished.code === 0) return finished.stdout;
  const said = finished.error ?? (tail(finished.output) || `exit code ${finished.code ?? finished.signal}`);
  throw new ToolFailed(`${what} failed: ${said}`);
}

function tail(output: string): string {
  const lines = output.split('\n').map((line) => line.trim());
  const telling = lines.filter((line) =>
    /error|denied|refused|cannot|not found|failed|forbidden|exceeded/i.test(line),
  );
  return (telling.length > 0 ? telling : lines.filter(Boolean)).slice(-4).join('\n');
}
