import type { StartOutcome } from '#bench/bench.ts';
import type { PartStatus, Phase } from '#runtimes/runtime.ts';
import { SERVICES } from '#system/part-names.ts';
import type { StartOptions } from './options.ts';

/** Said when the port belongs to some other program. */
export function portTaken(port: number, free: number | undefined): string {
  const help = free === undefined ? 'npm start -- --port <a free port>' : `npm start -- --port ${free}`;
  return `Port ${port} is taken by another program. Start on another one:\n  ${help}\n`;
}

/** Said when the system keeps the port for the administrator. */
export function portForbidden(port: number): string {
  return `This user may not listen on port ${port}. Take one above 1023:\n  npm start -- --port 4500\n`;
}

/** Said when another Spanwise holds the state folder but gives no link. */
export function heldButSilent(state: string, pid: number): string {
  return `Process ${pid} holds ${state} but does not answer. If it hangs, end it and start again:\n  kill ${pid}\n`;
}

/** The lines that end a start: where the course is. */
export function linkLines(url: string): string {
  return `\n  Open ${url}\n  It works once and for ten minutes. Press Enter for a new link, Ctrl-C to end.\n`;
}

/**
 * Said when every part that all labs need runs; `optional` are those still to come, which the lab at hand needs, `later`
 * those that come when another lab is opened. Services that do not run are so by the learner's own files.
 */
export function readyLine(
  { optional = [], later = [] }: Partial<Pick<StartOutcome, 'optional' | 'later'>>,
  statuses: readonly PartStatus[] = [],
): string {
  const unwell = SERVICES.filter((service) =>
    statuses.some(({ part, state }) => part === service && (state === 'failed' || state === 'dead')),
  );
  if (unwell.length > 0) return `  Ready, without ${unwell.join(' and ')}: a check says why.`;
  const follow = optional.length > 0 ? `For those that need them, ${optional.join(', ')} will follow.` : '';
  const others =
    later.length > 0 ? `What only some need (${later.join(', ')}) is built when they are opened.` : '';
  if (!follow && !others) return '  Ready: every lab can be done.';
  return ['  Ready: the labs can be done.', follow, others].filter(Boolean).join(' ');
}

/** Said when labs cannot be done; a reason that a failed phase has shown just before is not said twice. */
export function notReadyLine(reason: string | undefined, phases: readonly Phase[]): string {
  const shown = phases.some(({ state, detail }) => state === 'failed' && detail === reason);
  return `  Labs cannot be done yet.${shown || !reason ? '' : `\n${reason}`}\n  The course is there to read.`;
}

/** Said by a second `npm start`. */
export function alreadyRuns(url: string, { port }: StartOptions): string {
  return `Spanwise already runs on port ${port}. A new link to it:\n\n  Open ${url}\n\n`;
}

/** Said at the end of a bench on a kind cluster of our own. */
export function clusterKept(cluster: string): string {
  return `  The cluster “${cluster}” goes on running, for a quick next start. To remove it:\n  kind delete cluster --name ${cluster}\n`;
}
