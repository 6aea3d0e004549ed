import { join, resolve } from 'node:path';
import { type BenchCore, benchCore } from '../bench-core.ts';
import { type CollectorConfigs, collectorConfigs } from '../collector/collector-configs.ts';
import { benchCollectorFile, ownCollectorFiles } from '../collector/collector-files.ts';
import { optionalToolsIn } from '../go/optional-tools.ts';
import type { Tool } from '../go/tool.ts';
import { buildToolInPhase } from '../go/tool-phase.ts';
import type { PartStatus } from '../runtime.ts';
import { askCollector } from './ask-collector.ts';
import { bringUp } from './bring-up.ts';
import type { Install } from './charts/charts.ts';
import { installOf } from './charts/install.ts';
import { type ClusterPart, clusterPart } from './cluster/cluster-part.ts';
import type { KindContext } from './context.ts';
import { backgroundTidy } from './images/background-tidy.ts';
import { builtImages } from './images/built-images.ts';
import type { KindState } from './kind-state.ts';
import { type OptionalParts, optionalParts } from './optional-parts.ts';
import { newPodHistory } from './pods/pod-history.ts';
import type { PodPart } from './pods/pod-part.ts';
import { type Restart, restarts } from './pods/restarts.ts';
import { type KindProbes, kindProbes } from './probes/kind-probes.ts';
import { statusWithoutBuild } from './status-without-build.ts';

/** The pieces of one bench on a cluster, each of which may ask the others. */
interface KindBench {
  core: BenchCore;
  state: KindState;
  cluster: ClusterPart;
  optional: OptionalParts;
  configs: CollectorConfigs;
  probes: KindProbes;
  install: Install;
  restart: Restart;
  /** Opens the cluster and starts everything on it, from the folder in `core.workspace`. */
  bringUp(signal: AbortSignal): Promise<void>;
}

const LABS = resolve(import.meta.dirname, '../../../labs');
const STACK = join(LABS, 'stack');

/** Puts the pieces of a bench together; nothing is asked of the cluster yet. */
export function kindBench(context: KindContext): KindBench {
  const tools = new Map<Tool['id'], string>();
  const state: KindState = {
    history: newPodHistory(),
    memory: new Map(),
    wasUp: false,
    report: () => undefined,
  };
  const podStatus = (part: PodPart): PartStatus =>
    state.session?.states.of(part) ?? {
      ...{ part, state: 'absent', since: 0 },
      generation: state.history.parts.get(part)?.status.generation ?? 0,
    };
  const optional = optionalParts({
    context,
    build: (part, progress, signal) => {
      const tool = optionalToolsIn(STACK).find(({ id }) => id === part)!;
      return buildToolInPhase(context, tool, progress, signal);
    },
    start: (part, change, signal) => restart(part, change, signal),
    podStatus,
    onChange: (part) => core.notify(part),
  });
  const core = benchCore({
    builder: context,
    chosen: optional.chosen,
    stateOf: (part) => {
      const status = podStatus(part);
      return optional.withMark(state.wasUp ? statusWithoutBuild(core.programs, status) : status);
    },
    memoryOf: (part) => state.memory.get(part),
  });
  const { programs, running, statusOf } = core;
  const cluster = clusterPart(core.changes.emit);
  const probes = kindProbes({ context, state, cluster, running, statusOf });
  const images = () => builtImages(programs, tools, context.settings.registry);
  const configs = collectorConfigs({
    stateFolder: context.folders.state,
    own: () => ownCollectorFiles(STACK, optional.chosen()),
    benchPart: benchCollectorFile(STACK),
    ...askCollector(context, () => tools.get('collector')),
    restart: (until) => restart('collector', 'recreate', until),
    status: () => statusOf('collector'),
    logs: () => context.logs.of('collector'),
  });
  const install = installOf({
    ...{ images, optional },
    collectorFiles: configs.take,
    variables: core.variables.all,
  });
  const tidy = backgroundTidy(context, () => state.session);
  const replace = restarts({
    context,
    session: () => state.session,
    images: () => [...images(), ...optional.images()],
    onProvided: optional.provided,
    probes,
    install,
    statusOf,
  });
  const restart: Restart = async (...wanted) => {
    const status = await replace(...wanted);
    tidy();
    return status;
  };
  const onTool = (id: Tool['id'], program: string) => void tools.set(id, program);
  const order = { context, core, state, cluster, optional, install, images, labs: LABS, onTool };
  const up = async (signal: AbortSignal) => {
    await bringUp(order, signal);
    tidy();
  };
  return { core, state, cluster, optional, configs, probes, install, restart, bringUp: up };
}
