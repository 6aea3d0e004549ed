import type { BenchEvent } from '#api/events.ts';

/** Carries what happens on the bench from whoever does it to whoever has to know. */
export interface BenchEvents {
  emit(event: BenchEvent): void;
  /** Calls back with every event from now on, in the order of the calls of `on`. */
  on(listener: (event: BenchEvent) => void): void;
}

/** Made before everything else, so that no part of the bench has to know another that is made after it. */
export function createBenchEvents(): BenchEvents {
  const listeners: ((event: BenchEvent) => void)[] = [];
  return {
    emit(event) {
      for (const listener of listeners) listener(event);
    },
    on: (listener) => void listeners.push(listener),
  };
}
