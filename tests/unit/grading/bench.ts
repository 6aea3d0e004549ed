import type { PartHealth, PartStatus, Runtime } from '#runtimes/runtime.ts';
import { BENCH_PARTS, type OptionalPart, type Part } from '#system/part-names.ts';

/** The two things of a runtime that the monitor looks at, changed by the test. */
export function fakeBench(optional: readonly OptionalPart[] = []) {
  const parts: readonly Part[] = [...BENCH_PARTS, ...optional];
  const statuses = new Map<Part, PartStatus>(
    parts.map((part) => [part, { part, state: 'ready', generation: 1, since: 0 }]),
  );
  const silent = new Set<Part>();
  const waiting = new Set<Part>();
  const listeners = new Set<(status: PartStatus) => void>();
  const runtime = {
    status: () => [...statuses.values()],
    watch: (listener: (status: PartStatus) => void) => listeners.add(listener),
    health: async (): Promise<PartHealth[]> =>
      parts.map((part) => ({
        part,
        ok: !silent.has(part) && !waiting.has(part),
        detail: silent.has(part) ? 'no answer' : waiting.has(part) ? 'not ready' : 'answers',
        ...(waiting.has(part) && { waits: true }),
      })),
  };
  return {
    runtime: runtime as unknown as Runtime,
    silence: (part: Part) => silent.add(part),
    /** From now on the part answers that it is not ready, or is ready again. */
    unready: (part: Part, unready = true) => (unready ? waiting.add(part) : waiting.delete(part)),
    change(part: Part, more: Partial<PartStatus>) {
      const status = { ...statuses.get(part)!, ...more };
      statuses.set(part, status);
      for (const listener of listeners) listener(status);
    },
  };
}
