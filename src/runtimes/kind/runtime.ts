import { EventEmitter } from 'node:events';
import { join, resolve } from 'node:path';
import { terminalEnvironment } from '#system/endpoints.ts';
import { BENCH_PARTS, SERVICES, type Service } from '#system/part-names.ts';
import { EXPORT_DELAY } from '#system/service-environment.ts';
import { collectorConfigs } from '../collector/collector-configs.ts';
import { ownCollectorFiles } from '../collector/collector-files.ts';
import { deployServices } from '../deploy/deploy-services.ts';
import { servicePrograms } from '../deploy/programs.ts';
import { optionalToolsIn } from '../go/optional-tools.ts';
import { type Tool, toolsIn } from '../go/tool.ts';
import { buildToolInPhase } from '../go/tool-phase.ts';
import { forwardToLoki } from '../logs/forward-to-loki.ts';
import type { HealthAnswer } from '../probes/ask-part.ts';
import { isOptional } from '../probes/is-optional.ts';
import { createQueue } from '../queue.ts';
import type { PartStatus, Phase, Progress, Runtime } from '../runtime.ts';
import type { Folders } from '../state/folders.ts';
import { installOf } from './charts/install.ts';
import { isService } from './charts/workloads.ts';
import { clusterPart } from './cluster/cluster-part.ts';
import type { Connection } from './cluster/connection.ts';
import { pollCluster } from './cluster/poll-cluster.ts';
import { askCluster } from './cluster/watch-cluster.ts';
import { openKindContext } from './context.ts';
import { endpointsOf } from './endpoints.ts';
import { forwardPorts } from './forward-ports.ts';
import { askAll, probeOf } from './health.ts';
import { builtImages } from './images/built-images.ts';
import { learnerKubeconfig } from './namespaces/learner-access.ts';
import { optionalParts } from './optional-parts.ts';
import type { PodPart } from './pods/pod-part.ts';
import { type Replacement, restartPart } from './pods/restart-part.ts';
import { waitForEndpoints } from './pods/wait-for-endpoints.ts';
import { checkRequirements } from './requirements.ts';
import { type KindSession, openKindSession } from './session.ts';
import type { KindSettings } from './settings.ts';
import { stackProbes } from './stack-probes.ts';
import { startInOrder } from './start-order.ts';
import { statusWithoutBuild } from './status-without-build.ts';
import { validateOnCluster } from './validate-on-cluster.ts';

export interface KindRuntimeOptions {
  folders: Folders;
  /** From claimState: marks everything that is started. */
  instance: string;
  settings: KindSettings;
  /** The server's port, which the others follow; without it all are free ones. */
  port?: number | undefined;
}

const LABS = resolve(import.meta.dirname, '../../../labs');
const STACK = join(LABS, 'stack');

/** The bench as pods of a cluster. Its state folder must have been claimed (claimState). */
export async function createKindRuntime(options: KindRuntimeOptions): Promise<Runtime> {
  const { folders, settings } = options;
  const context = await openKindContext(options, options.port);
  const events = new EventEmitter().setMaxListeners(0);
  const tools = new Map<Tool['id'], string>();
  let lifetime = new AbortController();
  let session: KindSession | undefined;
  let memory = new Map<PodPart, number>();
  let watched = '';
  let wasUp = false;
  let report: Progress = () => undefined;
  let listening: Promise<unknown> | undefined;
  const queue = createQueue();

  // Pods of optional parts that an earlier bench ran may still be there.
  const tell = (part: PodPart) => running().includes(part) && events.emit('status', statusOf(part));
  const programs = servicePrograms(context, tell);
  const cluster = clusterPart((status) => events.emit('status', status));
  const seen = (part: PodPart): PartStatus =>
    session?.states.of(part) ?? { part, state: 'absent', generation: 0, since: 0 };
  const statusOf = (part: PodPart): PartStatus => {
    const build = isService(part) ? programs.state(part) : undefined;
    const bytes = memory.get(part);
    const status = wasUp ? statusWithoutBuild(programs, seen(part)) : seen(part);
    return { ...optional.withMark(status), ...(build && { build }), ...(bytes && { memory: bytes }) };
  };
  const living = (signal: AbortSignal) => AbortSignal.any([signal, lifetime.signal]);
  const passwords = () => session?.passwords() ?? { postgres: '', rabbitmq: '' };
  const stack = stackProbes(context.ports, passwords);
  const probe = (part: PodPart, signal: AbortSignal) => probeOf(part, context.ports, stack, signal);
  const askOurs = async (signal: AbortSignal): Promise<HealthAnswer> => {
    if (!session) return { ok: false, detail: cluster.status().reason ?? 'the cluster has not been opened' };
    return askCluster(session.connection, signal);
  };
  const health = (signal: AbortSignal) =>
    askAll({ running: running(), ports: context.ports, stack, status: statusOf, cluster: askOurs }, signal);

  const images = () => builtImages(programs, tools, settings.registry);
  const optional = optionalParts({
    context,
    build: (part, progress, signal) => {
      const tool = optionalToolsIn(STACK).find(({ id }) => id === part)!;
      return buildToolInPhase(context, tool, progress, signal);
    },
    start: (part, change, signal) => restart(part, change, signal),
    podStatus: seen,
    onChange: tell,
  });
  const running = (): readonly PodPart[] => [...BENCH_PARTS, ...optional.chosen()];
  const endpoints = () => endpointsOf(context.ports, context.namespaces, optional.chosen());

  const forward = forwardToLoki({
    logs: context.logs,
    chosen: optional.chosen,
    endpoints,
    isReady: () => statusOf('loki').state === 'ready',
  });

  const configs = collectorConfigs({
    stateFolder: folders.state,
    own: () => ownCollectorFiles(STACK, optional.chosen()),
    judge: (files, until) => validateOnCluster(context, tools.get('collector'), files, until),
    restart: (until) => restart('collector', 'recreate', until),
    status: () => statusOf('collector'),
    logs: () => context.logs.of('collector'),
    inTurn: queue,
  });
  const install = installOf({ images, optional, collectorFiles: configs.inUse });

  const bringUp = async (signal: AbortSignal): Promise<void> => {
    listening ??= forwardPorts(context.ports, () => session, lifetime.signal);
    await listening;
    cluster.become('starting');
    try {
      const order = {
        context,
        programs,
        tools: toolsIn(STACK),
        ownConfig: join(LABS, 'cluster/kind.yaml'),
        images,
        install,
        async onCluster(connection: Connection) {
          session?.end();
          optional.forget();
          session = await openKindSession(context, connection, tell, lifetime.signal);
          const scan = (until: AbortSignal) => programs.refresh(watched, until);
          pollCluster(session, { settings, cluster, onMemory: (now) => (memory = now), scan });
          cluster.become('ready');
          return session;
        },
        onTool: (id: Tool['id'], program: string) => tools.set(id, program),
        progress: (phase: Phase) => report(phase),
        signal,
      };
      await startInOrder(order, watched);
      wasUp = true;
      for (const service of SERVICES) tell(service);
    } catch (error) {
      signal.throwIfAborted();
      if (cluster.status().state !== 'ready') cluster.become('failed', (error as Error).message);
      throw error;
    }
    if (session) optional.begin((phase) => report(phase), session.signal);
  };

  const restart = async (part: PodPart, change: Replacement, signal: AbortSignal): Promise<PartStatus> => {
    if (!session) return { ...statusOf(part), state: 'failed', reason: 'the cluster has not been opened' };
    const using = {
      context,
      session,
      images: () => [...images(), ...optional.images()],
      onProvided: optional.provided,
      probe,
      install,
    };
    try {
      return await restartPart(using, part, change, signal);
    } catch (error) {
      signal.throwIfAborted();
      const answer = await askOurs(signal);
      const reason = answer.ok ? (error as Error).message : answer.detail;
      return { ...statusOf(part), state: 'failed', reason };
    }
  };

  return {
    name: 'kind',
    exportDelay: EXPORT_DELAY,
    check: (signal) => checkRequirements(settings, folders.cache, signal),
    async up(workspace, progress, signal, wanted = []) {
      if (lifetime.signal.aborted) lifetime = new AbortController();
      optional.choose(wanted);
      forward(lifetime.signal);
      watched = workspace;
      report = progress;
      const both = living(signal);
      await queue(() => bringUp(both), both);
    },
    status: () => [cluster.status(), ...running().map(statusOf)],
    watch(listener, signal) {
      if (signal.aborted) return;
      events.on('status', listener);
      signal.addEventListener('abort', () => events.off('status', listener), { once: true });
    },
    health,
    async restart(part, signal) {
      const both = living(signal);
      if (isOptional(part) && !optional.images().some(({ name }) => name === part)) {
        await optional.retry(part, both);
        return statusOf(part);
      }
      if (part !== 'cluster')
        return queue(async () => {
          const status = await restart(part, 'recreate', both);
          if (status.state === 'ready') await waitForEndpoints(probe, both);
          return status;
        }, both);
      // What goes wrong is the cluster's state and its reason.
      await queue(() => bringUp(both), both).catch(() => both.throwIfAborted());
      return cluster.status();
    },
    deploy(services, workspace, signal) {
      watched = workspace;
      const both = living(signal);
      return queue(async () => {
        const ground = await askOurs(both);
        const first = services[0] ?? 'storefront';
        if (!ground.ok) return { status: 'broken', service: first, part: 'cluster', reason: ground.detail };
        const deployment = {
          programs,
          health,
          status: statusOf,
          // One that does not run may have been changed on the cluster, not only in its source.
          restart: (service: Service, until: AbortSignal) =>
            restart(service, statusOf(service).state === 'ready' ? 'rollout' : 'recreate', until),
          logs: context.logs.of,
          // Nobody but the node can send a signal into a pod that has no shell.
          isHeld: () => false,
        };
        const result = await deployServices(deployment, services, workspace, both);
        if (result.status === 'ok' && result.restarted.length > 0) await waitForEndpoints(probe, both);
        return result;
      }, both);
    },
    applyCollector: (configFile, signal) => configs.apply(configFile, living(signal)),
    endpoints,
    env: () => ({
      ...terminalEnvironment(endpoints()),
      KUBECONFIG: learnerKubeconfig(folders.state),
    }),
    logs: (part) => context.logs.of(part),
    followLogs: (listener, signal) => context.logs.follow(listener, signal),
    async down() {
      lifetime.abort(new Error('the runtime is going down'));
      await optional.idle();
      stack.end();
      session = undefined;
      listening = undefined;
      context.logs.close();
    },
  };
}
