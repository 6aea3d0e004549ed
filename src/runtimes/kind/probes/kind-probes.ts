import type { HealthAnswer } from '#runtimes/probes/ask-part.ts';
import type { PartHealth, PartStatus } from '#runtimes/runtime.ts';
import type { ClusterPart } from '../cluster/cluster-part.ts';
import { askCluster } from '../cluster/watch-cluster.ts';
import type { KindContext } from '../context.ts';
import { askAll, probeOf } from '../health.ts';
import type { KindState } from '../kind-state.ts';
import type { PodPart } from '../pods/pod-part.ts';
import { stackProbes } from './stack-probes.ts';

/** Asks the cluster and the parts on it. */
export interface KindProbes {
  part(part: PodPart, signal: AbortSignal): Promise<HealthAnswer>;
  cluster(signal: AbortSignal): Promise<HealthAnswer>;
  all(signal: AbortSignal): Promise<PartHealth[]>;
  /** Closes the connections that are kept. */
  end(): void;
}

interface Asked {
  context: KindContext;
  state: KindState;
  cluster: ClusterPart;
  running: () => readonly PodPart[];
  statusOf: (part: PodPart) => PartStatus;
}

/** Makes the probes of one bench; nothing is asked yet. */
export function kindProbes({ context, state, cluster, running, statusOf }: Asked): KindProbes {
  const { ports } = context;
  const stack = stackProbes(ports, () => state.session?.passwords() ?? { postgres: '', rabbitmq: '' });
  const askOurs = async (signal: AbortSignal): Promise<HealthAnswer> => {
    if (!state.session)
      return { ok: false, detail: cluster.status().reason ?? 'the cluster has not been opened' };
    return askCluster(state.session.connection, signal);
  };
  return {
    part: (part, signal) => probeOf(part, ports, stack, signal),
    cluster: askOurs,
    all: (signal) => askAll({ running: running(), ports, stack, status: statusOf, cluster: askOurs }, signal),
    end: stack.end,
  };
}
