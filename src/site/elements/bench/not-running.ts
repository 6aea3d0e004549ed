import type { WaitingFile } from '#api/events.ts';
import type { BenchState } from '../server/bench-state.ts';

/** What of a lab is saved and does not run yet. */
export interface NotRunning {
  /** Services whose programs are older than their sources. */
  services: string[];
  /** Files of the lab's setup that were not applied since they were saved. */
  files: string[];
}

/** What of a lab's files is saved and does not run yet; undefined where all of it runs, or another lab's files do. */
export function notRunning(
  { mode, connected, ready, parts, running }: BenchState,
  lab: string,
): NotRunning | undefined {
  if (mode !== 'bench' || !connected || !ready || (running && running.lab !== lab)) return undefined;
  const services = parts.filter(({ build }) => build?.state === 'stale').map(({ part }) => part);
  const files = (running?.waiting ?? []).filter(({ state }) => state === 'waiting').map(({ path }) => path);
  return services.length + files.length > 0 ? { services, files } : undefined;
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
