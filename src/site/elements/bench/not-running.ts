import type { WaitingFile } from '#api/events.ts';
import type { LabFile } from '#api/lab-view.ts';
import type { BenchState } from '../server/bench-state.ts';

/** What of a lab is saved and does not run yet. */
export interface NotRunning {
  /** Services whose programs are older than their sources. */
  services: string[];
  /** Files of the lab's setup that were not applied since they were saved. */
  files: string[];
}

/**
 * What of a lab's files is saved and does not run yet; undefined where all of it runs. While another lab's files run, it
 * is those of `own`, the lab's files, that were changed.
 */
export function notRunning(
  { mode, connected, ready, parts, running }: BenchState,
  lab: string,
  own: readonly Pick<LabFile, 'path' | 'changed'>[] = [],
): NotRunning | undefined {
  if (mode !== 'bench' || !connected || !ready) return undefined;
  if (running && running.lab !== lab) {
    const changed = own.filter((file) => file.changed && isRun(file.path)).map(({ path }) => path);
    return changed.length > 0 ? { services: [], files: changed } : undefined;
  }
  const services = parts.filter(({ build }) => build?.state === 'stale').map(({ part }) => part);
  const files = (running?.waiting ?? []).filter(({ state }) => state === 'waiting').map(({ path }) => path);
  return services.length + files.length > 0 ? { services, files } : undefined;
}

/** Code and setup run; what a learner writes down, as in answers.yaml, does not. */
function isRun(path: string): boolean {
  return /\.(?:go|ya?ml)$/.test(path) && path !== 'answers.yaml';
}

/** Files of a lab's setup that their part has refused as they are now. */
export function refusedFiles({ running }: BenchState, lab: string): WaitingFile[] {
  if (running?.lab !== lab) return [];
  return (running.waiting ?? []).filter(({ state }) => state === 'refused');
}

/** The same wherever it is said: `Saved, not yet running: storefront and collector.yaml`. */
export function notRunningWords({ services, files }: NotRunning): string {
  const names = [...services, ...files.map((path) => path.split('/').at(-1)!)];
  return `${NOT_RUNNING}: ${listed(names)}`;
}

const NOT_RUNNING = 'Saved, not yet running';

function listed(names: readonly string[]): string {
  return names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}
