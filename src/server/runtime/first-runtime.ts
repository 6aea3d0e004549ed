import type { RuntimeChoice } from '#runtimes/choice.ts';
import type { Runtime } from '#runtimes/runtime.ts';
import { whereOf } from '#runtimes/where.ts';
import type { AskedRuntime } from './asked-runtime.ts';

/**
 * The runtime to begin with, and the line that says which it is and why. A flag wins; without one it is the runtime chosen
 * in the page last; else this machine, of which nothing needs to be said.
 */
export function firstRuntime(
  { flag, choices }: AskedRuntime,
  kept: Runtime['name'] | undefined,
): { choice: RuntimeChoice; line?: string } {
  const local = { name: 'local' } as const;
  const choice = choices[flag ?? kept ?? 'local'];
  if (typeof choice === 'string') {
    const line = `  The bench was to run on a cluster, as chosen in the page, but its settings cannot be used: ${choice}.\n  It runs on this machine.`;
    return { choice: local, line };
  }
  const where = whereOf(choice);
  if (flag === undefined) {
    if (choice.name === 'local') return { choice };
    const line = `  The bench runs on ${where}, as chosen in the page. To start it on this machine:\n  npm start -- --runtime local`;
    return { choice, line };
  }
  if (kept === undefined || kept === flag) return { choice };
  return {
    choice,
    line: `  The bench runs on ${where}, as --runtime says; the page’s choice of before counts again without it.`,
  };
}
