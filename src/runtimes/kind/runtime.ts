import { EventEmitter } from 'node:events';
import { join, resolve } from 'node:path';
import { applyCollectorConfig } from '../apply-collector.ts';
import { choosePortsOf } from '../choose-ports.ts';
import { deployServices } from '../deploy-services.ts';
import { servicePrograms } from '../go/programs.ts';
import { type Tool, toolsIn } from '../go/tool.ts';
import { isOptional } from '../is-optional.ts';
import { keepConfig } from '../keep-config.ts';
import { openLogs } from '../logs.ts';
import { type BenchPart, PARTS, type Service } from '../parts.ts';
import type { Answer } from '../probe.ts';
import type { PartStatus, Progress, Runtime } from '../runtime.ts';
import { serial } from '../serial.ts';
import type { Folders } from '../state/folders.ts';
import { recordProcesses } from '../state/processes.ts';
import { terminalEnvironment } from '../terminal-environment.ts';
import { askCluster, watchCluster } from './cluster/watch-cluster.ts';
import { clusterPart } from './cluster-part.ts';
import type { Context } from './context.ts';
import { endpointsOf } from './endpoints.ts';
import { askAll, probeOf } from './health.ts';
import { builtImages } from './images/built-images.ts';
import { judgeCollector } from './judge-collector.ts';
import { learnerKubeconfig } from './learner-access.ts';
import { memoryOf } from './memory.ts';
import { namespacesOf } from './namespaces.ts';
import { forwardPort } from './pods/forward.ts';
import { FORWARDS, PORT_NAMES } from './ports.ts';
import { checkRequirements } from './requirements.ts';
import { restartPart } from './restart-part.ts';
import { openSession, type Session } from './session.ts';
import type { KindSettings } from './settings.ts';
import { stackProbes } from './stack-probes.ts';
import { startInOrder } from './start-order.ts';
import { untilJoined } from './until-joined.ts';
import { isService } from './workloads.ts';

export interface KindRuntimeOptions {
  folders: Folders;
  /** From claimState: marks everything that is started. */
  instance: string;
  settings: KindSettings;
  /** The server's port, which the others follow; without it all are free ones. */
  port?: number | undefined;
}

/** As in the chart's values (tracing.exportDelay). */
const EXPORT_DELAY = 200;
const LABS = resolve(import.meta.dirname, '../../../labs');

/** The bench as pods of a cluster. Its state folder must have been claimed (claimState). */
export async function createKindRuntime(options: KindRuntimeOptions): Promise<Runtime> {
  const { folders, instance, settings, port } = options;
  const context: Context = {
    folders,
    instance,
    settings,
    namespaces: namespacesOf(settings.learner),
    ports: await choosePortsOf(PORT_NAMES, { stateFolder: folders.state, base: port }),
    logs: openLogs(folders.state),
    records: recordProcesses(folders.state, instance),
    ...(process.platform !== 'linux' && { target: { os: 'linux', arch: GOARCH[process.arch] ?? 'amd64' } }),
  };
  const events = new EventEmitter().setMaxListeners(0);
  const tools = new Map<Tool['id'], string>();
  const ownCollectorConfig = join(LABS, 'stack/collector/collector.yaml');
  let collectorConfig = ownCollectorConfig;
  let lifetime = new AbortController();
  let session: Session | undefined;
  let memory = new Map<BenchPart, number>();
  let watched = '';
  let report: Progress = () => undefined;
  let listening: Promise<unknown> | undefined;
  const queue = serial();

  const tell = (part: BenchPart) => events.emit('status', statusOf(part));
  const programs = servicePrograms(context, tell);
  const cluster = clusterPart((status) => events.emit('status', status));
  const statusOf = (part: BenchPart): PartStatus => {
    const build = isService(part) ? programs.state(part) : undefined;
    const bytes = memory.get(part);
    const status = session?.states.of(part) ?? { part, state: 'absent', generation: 0, since: 0 };
    return { ...status, ...(build && { build }), ...(bytes && { memory: bytes }) };
  };
  const living = (signal: AbortSignal) => AbortSignal.any([signal, lifetime.signal]);
  const passwords = () => session?.passwords() ?? { postgres: '', rabbitmq: '' };
  const stack = stackProbes(context.ports, passwords);
  const probe = (part: BenchPart, signal: AbortSignal) => probeOf(part, context.ports, stack, signal);
  const askOurs = async (signal: AbortSignal): Promise<Answer> => {
    if (!session) return { ok: false, detail: cluster.status().reason ?? 'the cluster has not been opened' };
    return askCluster(session.connection, signal);
  };
  const health = (signal: AbortSignal) =>
    askAll({ ports: context.ports, stack, status: statusOf, cluster: askOurs }, signal);

  /** The forwarded ports stay the same whatever becomes of the cluster behind them. */
  const listen = () =>
    Promise.all(
      PORT_NAMES.map((name) => {
        const { part, podPort } = FORWARDS[name];
        const target = () =>
          session ? { pod: session.pods.of(part), kube: session.connection.kube } : undefined;
        return forwardPort({ port: context.ports[name], podPort, target, signal: lifetime.signal });
      }),
    );

  const keepLooking = (current: Session) => {
    void watchCluster(
      current.connection,
      settings,
      (problem) => (problem ? cluster.become('dead', problem) : cluster.become('ready')),
      current.signal,
    ).catch(() => undefined);
    const sample = async () => {
      memory = await memoryOf(current.connection, current.pods, current.signal).catch(() => memory);
    };
    const sampling = setInterval(() => void sample(), 10_000).unref();
    const scanning = setInterval(
      () => void programs.refresh(watched, current.signal).catch(() => undefined),
      1000,
    ).unref();
    current.signal.addEventListener('abort', () => {
      clearInterval(sampling);
      clearInterval(scanning);
    });
  };

  const images = () => builtImages(programs, tools, settings.registry);

  const bringUp = async (signal: AbortSignal): Promise<void> => {
    listening ??= listen();
    await listening;
    cluster.become('starting');
    try {
      await startInOrder(
        {
          context,
          programs,
          tools: toolsIn(join(LABS, 'stack')),
          ownConfig: join(LABS, 'cluster/kind.yaml'),
          images,
          collectorConfig,
          async onCluster(connection) {
            session?.end();
            session = await openSession(context, connection, tell, lifetime.signal);
            keepLooking(session);
            cluster.become('ready');
            return session;
          },
          onTool: (id, program) => tools.set(id, program),
          progress: (phase) => report(phase),
          signal,
        },
        watched,
      );
    } catch (error) {
      signal.throwIfAborted();
      if (cluster.status().state !== 'ready') cluster.become('failed', (error as Error).message);
      throw error;
    }
  };

  const install = (current: Session) => (chart: 'tracing' | 'bookstore', signal: AbortSignal) =>
    chart === 'tracing'
      ? current.charts.tracing(images(), collectorConfig, signal)
      : current.charts.bookstore(images(), signal);
  const restart = async (part: BenchPart, mend: boolean, signal: AbortSignal): Promise<PartStatus> => {
    if (!session) return { ...statusOf(part), state: 'failed', reason: 'the cluster has not been opened' };
    const using = { context, session, images, probe, install: install(session) };
    try {
      return await restartPart(using, part, { mend }, signal);
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
    async up(workspace, progress, signal) {
      if (lifetime.signal.aborted) lifetime = new AbortController();
      watched = workspace;
      report = progress;
      const both = living(signal);
      await queue(() => bringUp(both), both);
    },
    status: () => [cluster.status(), ...PARTS.map(statusOf)],
    watch(listener, signal) {
      if (signal.aborted) return;
      events.on('status', listener);
      signal.addEventListener('abort', () => events.off('status', listener), { once: true });
    },
    health,
    async restart(part, signal) {
      // Only the local runtime has those parts, and is asked for them.
      if (isOptional(part)) throw new Error(`the kind runtime has no ${part}`);
      const both = living(signal);
      if (part !== 'cluster')
        return queue(async () => {
          const status = await restart(part, true, both);
          if (status.state === 'ready') await untilJoined(probe, both);
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
            restart(service, statusOf(service).state !== 'ready', until),
          logs: context.logs.of,
          // Nobody but the node can send a signal into a pod that has no shell.
          isHeld: () => false,
        };
        const result = await deployServices(deployment, services, workspace, both);
        if (result.status === 'ok' && result.restarted.length > 0) await untilJoined(probe, both);
        return result;
      }, both);
    },
    async applyCollector(configFile, signal) {
      const both = living(signal);
      const kept = await keepConfig(folders.state, configFile);
      if (!kept.ok) return kept;
      const change = {
        judge: (until: AbortSignal) => judgeCollector(context, tools.get('collector'), kept.kept, until),
        wanted: kept.kept,
        inUse: collectorConfig,
        use: (file: string, until: AbortSignal) => {
          collectorConfig = file;
          return restart('collector', true, until);
        },
        status: () => statusOf('collector'),
        logs: () => context.logs.of('collector'),
      };
      return queue(() => applyCollectorConfig(change, both), both);
    },
    endpoints: () => endpointsOf(context.ports, context.namespaces),
    env: () => ({
      ...terminalEnvironment(endpointsOf(context.ports, context.namespaces)),
      KUBECONFIG: learnerKubeconfig(folders.state),
    }),
    logs: (part) => context.logs.of(part),
    followLogs: (listener, signal) => context.logs.follow(listener, signal),
    async down() {
      lifetime.abort(new Error('the runtime is going down'));
      stack.end();
      session = undefined;
      listening = undefined;
      context.logs.close();
    },
  };
}

const GOARCH: Record<string, string> = { x64: 'amd64', arm64: 'arm64' };
