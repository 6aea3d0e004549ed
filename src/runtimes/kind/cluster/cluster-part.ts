import type { PartState, PartStatus } from '#runtimes/runtime.ts';

/** The cluster as a part of the bench: shown, watched and restarted like the others. */
export interface ClusterPart {
  status(): PartStatus;
  become(state: PartState, reason?: string): void;
}

/** Makes it; `onChange` is called with every change. */
export function clusterPart(onChange: (status: PartStatus) => void): ClusterPart {
  let status: PartStatus = { part: 'cluster', state: 'absent', generation: 0, since: Date.now() };
  return {
    status: () => status,
    become(state, reason) {
      if (state === status.state && reason === status.reason) return;
      const generation = status.generation + (state === 'starting' ? 1 : 0);
      status = { part: 'cluster', state, generation, since: Date.now(), ...(reason && { reason }) };
      onChange(status);
    },
  };
}
