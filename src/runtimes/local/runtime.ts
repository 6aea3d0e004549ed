import { resolve } from 'node:path';
import { terminalEnvironment } from '#system/endpoints.ts';
import { OPTIONAL, type Part, SERVICES } from '#system/part-names.ts';
import { EXPORT_DELAY } from '#system/service-environment.ts';
import { benchCore } from '../bench-core.ts';
import { benchRuntime } from '../bench-runtime.ts';
import { collectorConfigs } from '../collector/collector-configs.ts';
import { benchCollectorFile, ownCollectorFiles } from '../collector/collector-files.ts';
import { readGraph } from '../collector/read-graph.ts';
import { validateCollector } from '../collector/validate-collector.ts';
import { optionalToolsIn } from '../go/optional-tools.ts';
import { toolsIn } from '../go/tool.ts';
import { openLogs } from '../logs/logs.ts';
import type { Runtime } from '../runtime.ts';
import type { Folders } from '../state/folders.ts';
import { recordProcesses } from '../state/processes.ts';
import type { LocalContext } from './context.ts';
import { endpointsOf } from './endpoints.ts';
import { askAll } from './health.ts';
import { isStopped } from './is-stopped.ts';
import { memorySamples } from './memory-samples.ts';
import { optionalParts } from './optional-parts.ts';
import { collectorEnvironment } from './parts/collector.ts';
import { databaseUrl } from './parts/postgres.ts';
import { amqpUrl } from './parts/rabbitmq.ts';
import type { LocalPart, Plan } from './plan.ts';
import { plansOf } from './plans.ts';
import { choosePorts } from './ports.ts';
import type { BuiltPart, ToolStart } from './prepare-tool.ts';
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

const STACK = resolve(import.meta.dirname, '../../../labs/stack');

/** The bench as processes of this machine. Its state folder must have been claimed (claimState). */
export async function createLocalRuntime({ folders, instance, port }: LocalRuntimeOptions): Promise<Runtime> {
  const context: LocalContext = {
    folders,
    instance,
    ports: await choosePorts({ stateFolder: folders.state, base: port }),
    logs: openLogs(folders.state),
    records: recordProcesses(folders.state, instance),
  };
  const tools = new Map<BuiltPart, string>();
  const optional = optionalParts(optionalToolsIn(STACK));
  const memory = memorySamples(() => core.running().flatMap((part) => supervisors[part].pid() ?? []));
  const core = benchCore({
    builder: context,
    chosen: optional.chosen,
    stateOf: (part) => supervisors[part].status(),
    memoryOf: (part) => memory.of(supervisors[part].pid()),
  });
  const asked = (configFiles: readonly string[]) => ({
    ...{ program: tools.get('collector'), configFiles },
    ...{ env: collectorEnvironment(context), cwd: folders.state },
  });
  const configs = collectorConfigs({
    stateFolder: folders.state,
    own: () => ownCollectorFiles(STACK, optional.chosen()),
    benchPart: benchCollectorFile(STACK),
    judge: (files, until) => validateCollector(asked(files), until),
    read: (files, until) => readGraph(asked(files), until),
    restart: (until) => supervisors.collector.restart(until),
    status: () => supervisors.collector.status(),
    logs: () => context.logs.of('collector'),
  });
  const plans = plansOf(context, STACK, {
    toolProgram: (id) => programIn(tools, id),
    serviceProgram: core.programs.of,
    serviceVariables: core.variables.take,
    collectorFiles: configs.take,
  });
  const supervisors = superviseAll(plans, context, core.notify);
  let begun: ToolStart | undefined;
  return benchRuntime(core, {
    name: 'local',
    exportDelay: EXPORT_DELAY,
    logs: context.logs,
    configs,
    optional: { ...optional, isBuilt: (part) => tools.has(part) },
    check: (signal) => checkRequirements(folders.cache, signal),
    async start(progress, signal) {
      const onTool = (id: BuiltPart, program: string) => void tools.set(id, program);
      const start = { context, supervisors, onTool, progress, signal };
      memory.begin(core.lifetime.signal);
      await startInOrder({ ...start, programs: core.programs, tools: toolsIn(STACK) }, core.workspace);
      begun = { ...start, signal: core.lifetime.signal };
      optional.begin(start);
      memory.begin(core.lifetime.signal);
    },
    add(parts, progress, signal) {
      // Those that are asked for before the first start come with it.
      if (!begun) return;
      optional.begin({ ...begun, progress }, parts);
      core.queue(() => configs.renew(signal), signal).catch(() => undefined);
    },
    async restart(part, signal) {
      await supervisors[ownPart(part)].restart(signal);
      return core.statusOf(ownPart(part));
    },
    deployment: {
      restart: (service, signal) => supervisors[service].restart(signal),
      isHeld: (service) => isStopped(supervisors[service].pid() ?? 0),
    },
    health: (signal) => askAll(core.running(), supervisors, signal),
    endpoints: () => endpointsOf(context.ports, optional.chosen()),
    brokerUrl: () => amqpUrl(context),
    databaseUrl: () => databaseUrl(context),
    env: () => terminalEnvironment(endpointsOf(context.ports, optional.chosen())),
    stop: () => stopInOrder(supervisors),
  });
}

function superviseAll(
  plans: readonly Plan[],
  context: LocalContext,
  notify: (part: LocalPart) => void,
): Record<LocalPart, Supervisor> {
  const made = plans.map((plan) => {
    const supervisor = supervise(plan, { ...context, onChange: () => notify(plan.part) });
    return [plan.part, supervisor] as const;
  });
  return Object.fromEntries(made) as Record<LocalPart, Supervisor>;
}

function programIn(tools: ReadonlyMap<BuiltPart, string>, id: BuiltPart): string {
  const program = tools.get(id);
  if (!program) throw new Error(`${id} has not been built yet`);
  return program;
}

/** Nothing lies under the processes of this machine, so every part is a part of this runtime's own. */
function ownPart(part: Part): LocalPart {
  if (part === 'cluster') throw new Error('the local runtime has no cluster');
  return part;
}

/** The services first, so that their last spans and log lines still reach the Collector; the Collector before its backends. */
async function stopInOrder(supervisors: Record<LocalPart, Supervisor>): Promise<void> {
  await Promise.all(SERVICES.map((service) => supervisors[service].stop()));
  await supervisors.collector.stop();
  await Promise.all(
    ([...OPTIONAL, 'tempo', 'rabbitmq', 'postgres'] as const).map((part) => supervisors[part].stop()),
  );
}
