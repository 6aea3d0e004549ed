import { EventEmitter } from 'node:events';
import { resolve } from 'node:path';
import { terminalEnvironment } from '#system/endpoints.ts';
import { BENCH_PARTS, OPTIONAL, type Part, SERVICES, type Service } from '#system/part-names.ts';
import { EXPORT_DELAY } from '#system/service-environment.ts';
import { collectorConfigs } from '../collector/collector-configs.ts';
import { ownCollectorFiles } from '../collector/collector-files.ts';
import { validateCollector } from '../collector/validate-collector.ts';
import { deployServices } from '../deploy/deploy-services.ts';
import { servicePrograms } from '../deploy/programs.ts';
import { optionalToolsIn } from '../go/optional-tools.ts';
import { toolsIn } from '../go/tool.ts';
import { forwardToLoki } from '../logs/forward-to-loki.ts';
import { openLogs } from '../logs/logs.ts';
import { isOptional } from '../probes/is-optional.ts';
import { createQueue } from '../queue.ts';
import type { PartStatus, Runtime } from '../runtime.ts';
import type { Folders } from '../state/folders.ts';
import { recordProcesses } from '../state/processes.ts';
import type { LocalContext } from './context.ts';
import { endpointsOf } from './endpoints.ts';
import { askAll } from './health.ts';
import { isStopped } from './is-stopped.ts';
import { memoryOf } from './memory.ts';
import { optionalParts } from './optional-parts.ts';
import { collectorEnvironment } from './parts/collector.ts';
import type { LocalPart } from './plan.ts';
import { plansOf } from './plans.ts';
import { choosePorts } from './ports.ts';
import type { BuiltPart } from './prepare-tool.ts';
import { checkRequirements } from './requirements.ts';
import { startInOrder } from './start-order.ts';
import { type Supervisor, supervise } from './supervisor.ts';

export interface LocalRuntimeOptions {
  folders: Folders;
  /** From claimState: marks everything that is started. */
  instance: string;
  /** The server's port, which the others follow; without it all are free ones. */
  port?: number;
}

/** The bench as processes of this machine. Its state folder must have been claimed (claimState). */
export async function createLocalRuntime(options: LocalRuntimeOptions): Promise<Runtime> {
  const { folders, instance } = options;
  const stackFolder = resolve(import.meta.dirname, '../../../labs/stack');
  const context: LocalContext = {
    folders,
    instance,
    ports: await choosePorts({ stateFolder: folders.state, base: options.port }),
    logs: openLogs(folders.state),
    records: recordProcesses(folders.state, instance),
  };
  const events = new EventEmitter().setMaxListeners(0);
  const tools = new Map<string, string>();
  const toolProgram = (id: BuiltPart) => {
    const program = tools.get(id);
    if (!program) throw new Error(`${id} has not been built yet`);
    return program;
  };
  const optional = optionalParts(optionalToolsIn(stackFolder));
  /** What this bench runs. */
  const running = (): readonly LocalPart[] => [...BENCH_PARTS, ...optional.chosen()];
  const configs = collectorConfigs({
    stateFolder: folders.state,
    own: () => ownCollectorFiles(stackFolder, optional.chosen()),
    judge: (configFiles, until) => {
      const asked = { program: tools.get('collector'), configFiles, env: collectorEnvironment(context) };
      return validateCollector({ ...asked, cwd: folders.state }, until);
    },
    restart: (until) => supervisors.collector.restart(until),
    status: () => supervisors.collector.status(),
    logs: () => context.logs.of('collector'),
    inTurn: (job) => job(),
  });
  let lifetime = new AbortController();
  let memory = new Map<number, number>();
  let sampling: NodeJS.Timeout | undefined;
  let scanning: NodeJS.Timeout | undefined;
  let watched = '';
  const queue = createQueue();

  const programs = servicePrograms(context, (service) => events.emit('status', statusOf(service)));
  const plans = plansOf(context, stackFolder, {
    toolProgram,
    serviceProgram: programs.of,
    collectorFiles: configs.inUse,
  });
  const supervisors = Object.fromEntries(
    plans.map((plan) => [
      plan.part,
      supervise(plan, { ...context, onChange: () => events.emit('status', statusOf(plan.part)) }),
    ]),
  ) as Record<LocalPart, Supervisor>;

  const isService = (part: Part): part is Service => part in programsByService;
  const programsByService = Object.fromEntries(SERVICES.map((service) => [service, true]));
  const statusOf = (part: LocalPart): PartStatus => {
    const bytes = memory.get(supervisors[part].pid() ?? -1);
    const build = isService(part) ? programs.state(part) : undefined;
    return { ...supervisors[part].status(), ...(build && { build }), ...(bytes && { memory: bytes }) };
  };
  const endpoints = () => endpointsOf(context.ports, optional.chosen());
  const living = (signal: AbortSignal) => AbortSignal.any([signal, lifetime.signal]);
  const health = (signal: AbortSignal) => askAll(running(), supervisors, signal);

  const sample = () => {
    memory = memoryOf(running().flatMap((part) => supervisors[part].pid() ?? []));
  };
  const forward = forwardToLoki({
    logs: context.logs,
    chosen: optional.chosen,
    endpoints,
    isReady: () => supervisors.loki.status().state === 'ready',
  });
  const keepLooking = () => {
    clearInterval(sampling);
    clearInterval(scanning);
    sampling = setInterval(sample, 5000).unref();
    scanning = setInterval(
      () => void programs.refresh(watched, lifetime.signal).catch(() => undefined),
      1000,
    ).unref();
  };

  return {
    name: 'local',
    exportDelay: EXPORT_DELAY,
    check: (signal) => checkRequirements(folders.cache, signal),
    async up(workspace, progress, signal, wanted = []) {
      if (lifetime.signal.aborted) lifetime = new AbortController();
      const both = living(signal);
      optional.choose(wanted);
      forward(lifetime.signal);
      const onTool = (id: BuiltPart, program: string) => void tools.set(id, program);
      const start = { context, supervisors, onTool, progress, signal: both };
      watched = workspace;
      keepLooking();
      const order = { ...start, programs, tools: toolsIn(stackFolder) };
      await queue(() => startInOrder(order, workspace), both);
      optional.begin(start);
      sample();
    },
    status: () => running().map(statusOf),
    watch(listener, signal) {
      if (signal.aborted) return;
      events.on('status', listener);
      signal.addEventListener('abort', () => events.off('status', listener), { once: true });
    },
    health,
    restart: async (part, signal) => {
      // Only a runtime on a cluster has that part, and asks for it.
      if (part === 'cluster') throw new Error('the local runtime has no cluster');
      if (isOptional(part) && !tools.has(part)) await optional.retry(part, living(signal));
      else await supervisors[part].restart(living(signal));
      return statusOf(part);
    },
    deploy: (services, workspace, signal) => {
      watched = workspace;
      const both = living(signal);
      const deployment = {
        programs,
        health,
        status: statusOf,
        restart: (service: Service, until: AbortSignal) => supervisors[service].restart(until),
        logs: context.logs.of,
        isHeld: (service: Service) => isStopped(supervisors[service].pid() ?? 0),
      };
      return queue(() => deployServices(deployment, services, workspace, both), both);
    },
    applyCollector: (configFile, signal) => configs.apply(configFile, living(signal)),
    endpoints,
    env: () => terminalEnvironment(endpoints()),
    logs: (part) => context.logs.of(part),
    followLogs: (listener, signal) => context.logs.follow(listener, signal),
    async down() {
      lifetime.abort(new Error('the runtime is going down'));
      clearInterval(sampling);
      clearInterval(scanning);
      await optional.idle();
      await Promise.all(SERVICES.map((service) => supervisors[service].stop()));
      await supervisors.collector.stop();
      await Promise.all(
        ([...OPTIONAL, 'tempo', 'rabbitmq', 'postgres'] as const).map((part) => supervisors[part].stop()),
      );
      context.logs.close();
    },
  };
}
