import { EventEmitter } from 'node:events';
import { join, resolve } from 'node:path';
import { deployServices } from '../deploy-services.ts';
import { servicePrograms } from '../go/programs.ts';
import { type Tool, toolsIn } from '../go/tool.ts';
import { openLogs } from '../logs.ts';
import { type BenchPart, PARTS, type Part, SERVICES, type Service } from '../parts.ts';
import type { PartStatus, Runtime } from '../runtime.ts';
import { serial } from '../serial.ts';
import type { Folders } from '../state/folders.ts';
import { recordProcesses } from '../state/processes.ts';
import { terminalEnvironment } from '../terminal-environment.ts';
import { applyCollectorConfig } from './apply-collector.ts';
import type { Context } from './context.ts';
import { endpointsOf } from './endpoints.ts';
import { askAll } from './health.ts';
import { isStopped } from './is-stopped.ts';
import { memoryOf } from './memory.ts';
import { collectorPlan } from './parts/collector.ts';
import { postgresPlan } from './parts/postgres.ts';
import { rabbitmqPlan } from './parts/rabbitmq.ts';
import { EXPORT_DELAY, servicePlan } from './parts/service.ts';
import { tempoPlan } from './parts/tempo.ts';
import { choosePorts } from './ports.ts';
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
  const context: Context = {
    folders,
    instance,
    ports: await choosePorts({ stateFolder: folders.state, base: options.port }),
    logs: openLogs(folders.state),
    records: recordProcesses(folders.state, instance),
  };
  const events = new EventEmitter().setMaxListeners(0);
  const tools = new Map<string, string>();
  const toolProgram = (id: Tool['id']) => {
    const program = tools.get(id);
    if (!program) throw new Error(`${id} has not been built yet`);
    return program;
  };
  const ownCollectorConfig = join(stackFolder, 'collector', 'collector.yaml');
  let collectorConfig = ownCollectorConfig;
  let lifetime = new AbortController();
  let memory = new Map<number, number>();
  let sampling: NodeJS.Timeout | undefined;
  let scanning: NodeJS.Timeout | undefined;
  let watched = '';
  const queue = serial();

  const programs = servicePrograms(context, (service) => events.emit('status', statusOf(service)));
  const plans = [
    postgresPlan(context, join(stackFolder, 'postgres')),
    rabbitmqPlan(context),
    tempoPlan(context, join(stackFolder, 'tempo', 'tempo.yaml'), () => toolProgram('tempo')),
    collectorPlan(
      context,
      () => toolProgram('collector'),
      () => collectorConfig,
    ),
    ...SERVICES.map((service) => servicePlan(context, service, () => programs.of(service))),
  ];
  const supervisors = Object.fromEntries(
    plans.map((plan) => [
      plan.part,
      supervise(plan, { ...context, onChange: () => events.emit('status', statusOf(plan.part)) }),
    ]),
  ) as Record<BenchPart, Supervisor>;

  const isService = (part: Part): part is Service => part in programsByService;
  const programsByService = Object.fromEntries(SERVICES.map((service) => [service, true]));
  const statusOf = (part: BenchPart): PartStatus => {
    const bytes = memory.get(supervisors[part].pid() ?? -1);
    const build = isService(part) ? programs.state(part) : undefined;
    return { ...supervisors[part].status(), ...(build && { build }), ...(bytes && { memory: bytes }) };
  };
  const living = (signal: AbortSignal) => AbortSignal.any([signal, lifetime.signal]);
  const health = (signal: AbortSignal) => askAll(supervisors, signal);

  const sample = () => {
    memory = memoryOf(PARTS.flatMap((part) => supervisors[part].pid() ?? []));
  };
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
    async up(workspace, progress, signal) {
      if (lifetime.signal.aborted) lifetime = new AbortController();
      const both = living(signal);
      watched = workspace;
      keepLooking();
      await queue(
        () =>
          startInOrder(
            {
              context,
              supervisors,
              programs,
              tools: toolsIn(stackFolder),
              onTool: (id, program) => tools.set(id, program),
              progress,
              signal: both,
            },
            workspace,
          ),
        both,
      );
      sample();
    },
    status: () => PARTS.map(statusOf),
    watch(listener, signal) {
      if (signal.aborted) return;
      events.on('status', listener);
      signal.addEventListener('abort', () => events.off('status', listener), { once: true });
    },
    health,
    restart: async (part, signal) => {
      // Only a runtime on a cluster has that part, and asks for it.
      if (part === 'cluster') throw new Error('the local runtime has no cluster');
      await supervisors[part].restart(living(signal));
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
    applyCollector: (configFile, signal) =>
      applyCollectorConfig(context, supervisors.collector, tools.get('collector') ?? '', living(signal), {
        wanted: configFile,
        inUse: collectorConfig,
        use: (file) => {
          collectorConfig = file;
        },
      }),
    endpoints: () => endpointsOf(context.ports),
    env: () => terminalEnvironment(endpointsOf(context.ports)),
    logs: (part) => context.logs.of(part),
    followLogs: (listener, signal) => context.logs.follow(listener, signal),
    async down() {
      lifetime.abort(new Error('the runtime is going down'));
      clearInterval(sampling);
      clearInterval(scanning);
      await Promise.all(SERVICES.map((service) => supervisors[service].stop()));
      await supervisors.collector.stop();
      await Promise.all(
        [supervisors.tempo, supervisors.rabbitmq, supervisors.postgres].map((one) => one.stop()),
      );
      context.logs.close();
    },
  };
}
