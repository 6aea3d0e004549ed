import type { Phase } from '#runtimes/runtime.ts';

/** The phases of a start as they stand, in the order in which they were first heard of. */
export interface PhaseList {
  set(phase: Phase): void;
  all(): Phase[];
  get(id: string): Phase | undefined;
  /** Forgets those of the bench; the site’s stays. */
  forget(): void;
}

/** Keeps the newest word on each phase. */
export function createPhaseList(): PhaseList {
  const phases = new Map<string, Phase>();
  return {
    set: (phase) => void phases.set(phase.id, phase),
    all: () => [...phases.values()],
    get: (id) => phases.get(id),
    forget() {
      for (const id of phases.keys()) if (id !== 'site') phases.delete(id);
    },
  };
}
