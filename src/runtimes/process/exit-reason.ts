import { messageOf } from '../logs/failure-lines.ts';
import type { Exit } from './child.ts';

/** How a process ended, with the last thing it said. */
export function describeExit(exit: Exit, lastLine: string | undefined): string {
  if (exit.error) return `could not be started: ${exit.error}`;
  const how = exit.signal ? `ended by ${exit.signal}` : `ended with exit code ${exit.code}`;
  return lastLine ? `${how}; its last line: ${messageOf(lastLine).slice(0, 300)}` : how;
}
