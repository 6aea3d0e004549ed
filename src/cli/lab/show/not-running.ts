import type { BenchView } from '#api/bench-view.ts';
import type { WaitingFile } from '#api/events.ts';

/**
 * What of a lab's files is saved and does not run yet, a line for each, in the words of the page; none where another
 * lab's files run.
 */
export function notRunningLines({ parts, running }: BenchView, lab: string): string[] {
  if (running && running.lab !== lab) return [];
  const services = parts.filter(({ build }) => build?.state === 'stale');
  return [
    ...services.map(({ part }) => `Saved, not yet running: ${part}. lab apply builds it.`),
    ...(running?.waiting ?? [])
      .filter(isTold)
      .map(({ path, state, line, message }) =>
        state === 'waiting'
          ? `Saved, not yet running: ${path}. lab apply applies it.`
          : `${path}${line === undefined ? '' : `:${line}`} is refused, and what ran before goes on: ${message}`,
      ),
  ];
}

/** What changes with the step is no work of the learner's: whatever is sent or checked brings it. */
function isTold({ state }: WaitingFile): boolean {
  return state !== 'step';
}
