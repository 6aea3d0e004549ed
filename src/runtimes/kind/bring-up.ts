import { join } from 'node:path';
import { SERVICES } from '#system/part-names.ts';
import type { BenchCore } from '../bench-core.ts';
import { type Tool, toolsIn } from '../go/tool.ts';
import type { Progress } from '../runtime.ts';
import type { Install } from './charts/charts.ts';
import type { ClusterPart } from './cluster/cluster-part.ts';
import type { Connection } from './cluster/connection.ts';
import { pollCluster } from './cluster/poll-cluster.ts';
import type { KindContext } from './context.ts';
import type { BuiltImage } from './images/built-images.ts';
import type { KindState } from './kind-state.ts';
import type { OptionalParts } from './optional-parts.ts';
import { forwardPorts } from './pods/forward-ports.ts';
import { type KindSession, openKindSession } from './session.ts';
import { startInOrder } from './start-order.ts';

interface BringUp {
  context: KindContext;
  core: BenchCore;
  state: KindState;
  cluster: ClusterPart;
  optional: OptionalParts;
  install: Install;
  images: () => BuiltImage[];
  /** The folder of the labs, for the tools and the configuration of a new cluster. */
  labs: string;
  /** Called with a tool's program as soon as it is in the cache. */
  onTool: (id: Tool['id'], program: string) => void;
}

/** Opens or makes the cluster and starts every part on it; the cluster's own state says what came of that. */
export async function bringUp(bench: BringUp, signal: AbortSignal): Promise<void> {
  const { context, core, state, cluster, optional, install, images, labs, onTool } = bench;
  const progress: Progress = (phase) => state.report(phase);
  state.listening ??= forwardPorts(context.ports, () => state.session, core.lifetime.signal);
  await state.listening;
  cluster.become('starting');
  try {
    const order = {
      ...{ context, programs: core.programs, images, install, onTool, progress, signal },
      tools: toolsIn(join(labs, 'stack')),
      ownConfig: join(labs, 'cluster/kind.yaml'),
      onCluster: (connection: Connection) => openSession(bench, connection),
    };
    await startInOrder(order, core.workspace);
    state.wasUp = true;
    for (const service of SERVICES) core.notify(service);
  } catch (error) {
    signal.throwIfAborted();
    if (cluster.status().state !== 'ready') cluster.become('failed', (error as Error).message);
    throw error;
  }
  if (state.session) optional.begin(progress, state.session.signal);
}

async function openSession(
  { context, core, state, cluster, optional }: BringUp,
  connection: Connection,
): Promise<KindSession> {
  state.session?.end();
  optional.forget();
  const session = await openKindSession(
    context,
    connection,
    state.history,
    core.notify,
    core.lifetime.signal,
  );
  state.session = session;
  pollCluster(session, {
    settings: context.settings,
    cluster,
    onMemory: (now) => {
      state.memory = now;
    },
  });
  cluster.become('ready');
  return session;
}
