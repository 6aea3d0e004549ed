import type { Finished } from '#runtimes/process/run.ts';
import { BenchNotUp } from '#runtimes/runtime.ts';
import { adviceFor } from './tool-advice.ts';

/** A tool of the cluster did not do what it was asked; the message says what and the next action. */
export class ToolFailed extends BenchNotUp {}

/**
 * Gives the output of a command that succeeded; throws ToolFailed with the last lines of one that did not, and with what
 * helps. `cluster` is the one it was about.
 */
export function outputOf(what: string, finished: Finished, cluster?: string): string {
  if (finished.code === 0) return finished.stdout;
  const said = finished.error ?? (tail(finished.output) || `exit code ${finished.code ?? finished.signal}`);
  const advice = adviceFor(`${finished.error ?? ''}\n${finished.output}`, cluster);
  throw new ToolFailed(`${what} failed: ${said}${advice ? `\n${advice}` : ''}`);
}

function tail(output: string): string {
  const lines = output.split('\n').map((line) => line.trim());
  const telling = lines.filter((line) =>
    /error|denied|refused|cannot|not found|failed|forbidden|exceeded/i.test(line),
  );
  return (telling.length > 0 ? telling : lines.filter(Boolean)).slice(-4).join('\n');
}
