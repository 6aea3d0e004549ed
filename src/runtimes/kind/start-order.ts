import { buildBookstore } from '../deploy/build-bookstore.ts';
import type { Programs } from '../deploy/programs.ts';
import type { Tool } from '../go/tool.ts';
import { buildToolInPhase } from '../go/tool-phase.ts';
import { inPhase } from '../phase.ts';
import type { Progress } from '../runtime.ts';
import type { Install } from './charts/charts.ts';
import type { Connection } from './cluster/connection.ts';
import { openCluster } from './cluster/open-cluster.ts';
import type { KindContext } from './context.ts';
import type { BuiltImage } from './images/built-images.ts';
import { provideImages } from './images/provide-images.ts';
import { stackImages } from './images/stack-images.ts';
import { keepLearnerAccess } from './namespaces/learner-access.ts';
import { prepareNamespaces } from './namespaces/prepare-namespaces.ts';
import { tryPolicies } from './namespaces/try-policies.ts';
import { replaceStuck } from './pods/replace-stuck.ts';
import { untilReady } from './pods/until-ready.ts';
import { untilRolledOut } from './pods/until-rolled-out.ts';
import type { KindSession } from './session.ts';

interface StartOrder {
  context: KindContext;
  programs: Programs;
  tools: Tool[];
  ownConfig: string;
  /** Called when the cluster answers; gives the session that watches it. */
  onCluster: (connection: Connection) => Promise<KindSession>;
  /** Called with a tool's program as soon as it is in the cache. */
  onTool: (id: Tool['id'], program: string) => void;
  /** What has been built so far. */
  images: () => BuiltImage[];
  install: Install;
  progress: Progress;
  signal: AbortSignal;
}

/**
 * Brings everything up: the cluster is opened while Go builds, then images are loaded, the charts installed, and
 * every part waited for. Throws ToolFailed with the reason when a step cannot be done.
 */
export async function startInOrder(order: StartOrder, workspace: string): Promise<void> {
  const { context, progress, signal } = order;
  const builds = buildAll(order, workspace);
  // Awaited below; a cluster that cannot be opened must not leave it without anybody to hear of its end.
  builds.catch(() => undefined);
  const { settings, folders, namespaces } = context;
  const { ownConfig } = order;
  const connection = await openCluster({ settings, stateFolder: folders.state, ownConfig, progress, signal });
  const session = await order.onCluster(connection);
  const name = { id: 'namespaces', title: 'Make the namespaces', usual: 2000 };
  const fenced = inPhase(progress, name, async (detail) => {
    const warning = await prepareNamespaces(session, context, signal);
    if (warning) detail(warning);
    await keepLearnerAccess(connection, namespaces, folders.state, session.signal);
  });
  const stack = await stackImages(settings.values);
  await Promise.all([builds, fenced]);
  await inPhase(progress, { id: 'images', title: 'Load the images', usual: 15_000 }, (detail) => {
    const at = { kind: connection.kind, registry: settings.registry, folders };
    return provideImages(at, { made: order.images(), ready: stack, detail }, signal);
  });
  await inPhase(progress, { id: 'charts', title: 'Install the charts', usual: 4000 }, async () => {
    await replaceStuck(session, signal);
    await order.install(session, 'tracing', signal);
    await order.install(session, 'bookstore', signal);
    await session.readPasswords(signal);
    await untilRolledOut({ api: connection.api, namespaces, pods: session.pods, signal });
  });
  const { isBuilt } = order.programs;
  await inPhase(
    progress,
    { id: 'parts', title: 'Start the parts', usual: 20_000 },
    (detail) => untilReady({ session, isBuilt, detail, signal }),
    (unwell) => unwell,
  );
  // The connection that is tried leads to it.
  if (!isBuilt('catalog')) return;
  // Takes seconds where policies hold, and no lab waits for it.
  void inPhase(
    progress,
    { id: 'policies', title: 'Try the network policies', usual: 3500 },
    async (detail) => {
      detail((await tryPolicies(connection, namespaces, session.signal)).detail);
    },
  ).catch(() => undefined);
}

async function buildAll(order: StartOrder, workspace: string): Promise<void> {
  const { context, programs, progress, signal, tools } = order;
  await buildBookstore({ cacheFolder: context.folders.cache, programs, progress, signal }, workspace);
  for (const tool of tools) order.onTool(tool.id, await buildToolInPhase(context, tool, progress, signal));
}
