import type { OptionalPart, StackPart } from '#system/part-names.ts';
import { inPhase } from '../phase.ts';
import { reasonUnlessReady } from '../probes/reason-unless-ready.ts';
import type { PartStatus, Progress } from '../runtime.ts';
import { startPhase } from '../start-phase.ts';
import type { LocalPart } from './plan.ts';
import type { Supervisor } from './supervisor.ts';

/** What starting one part needs. */
interface PartStart {
  supervisors: Record<LocalPart, Supervisor>;
  progress: Progress;
  signal: AbortSignal;
}

/** Starts one part of the stack as a named phase. */
export function startPart(
  { supervisors, progress, signal }: PartStart,
  part: StackPart | OptionalPart,
): Promise<PartStatus> {
  return inPhase(
    progress,
    startPhase(part, 'local'),
    () => supervisors[part].start(signal),
    reasonUnlessReady,
  );
}
