import { memoryOf } from './memory.ts';

/** The memory of processes, as it was a few seconds ago at most. */
export interface MemorySamples {
  /** Bytes; nothing before the first sample. */
  of(pid: number | undefined): number | undefined;
  /** Takes a sample now and every few seconds until `signal` aborts; a later call takes the place of an earlier one. */
  begin(signal: AbortSignal): void;
}

/** Between two samples, in milliseconds: each reads every process of the machine, and a page that shows them is not hurried. */
const SAMPLE_EVERY = 5000;

/** Samples the processes that `pids` gives at that time. */
export function memorySamples(pids: () => readonly number[]): MemorySamples {
  let memory = new Map<number, number>();
  let timer: NodeJS.Timeout | undefined;
  const sample = () => {
    memory = memoryOf(pids());
  };
  return {
    of: (pid) => (pid === undefined ? undefined : memory.get(pid)),
    begin(signal) {
      clearInterval(timer);
      if (signal.aborted) return;
      sample();
      const started = setInterval(sample, SAMPLE_EVERY).unref();
      timer = started;
      signal.addEventListener('abort', () => clearInterval(started), { once: true });
    },
  };
}
