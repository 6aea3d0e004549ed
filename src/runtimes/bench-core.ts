import { BENCH_PARTS, type BenchPart, type OptionalPart, SERVICES } from '#system/part-names.ts';
import type { Builder } from './deploy/build-service.ts';
import { type Programs, servicePrograms } from './deploy/programs.ts';
import { createFeed, type Feed } from './feed.ts';
import { createLifetime, type Lifetime } from './lifetime.ts';
import { createQueue, type Queue } from './queue.ts';
import type { PartStatus } from './runtime.ts';
import { type ServiceVariables, serviceVariables } from './setup/service-variables.ts';

/** What a runtime keeps of its bench, the same on one machine and on a cluster. */
export interface BenchCore {
  lifetime: Lifetime;
  /** Starts and deployments, one after the other. */
  queue: Queue;
  programs: Programs;
  /** What a setup gives to the services' environments. */
  variables: ServiceVariables;
  /** The folder whose sources the programs are compared with; empty until the first start. */
  workspace: string;
  /** Every change of a part's state. */
  changes: Feed<PartStatus>;
  /** The parts that this bench runs. */
  running(): readonly RunPart[];
  /** A part's state, with the build of a service and the memory in use. */
  statusOf(part: RunPart): PartStatus;
  /** Tells whoever watches that a part's state has changed. */
  notify(part: RunPart): void;
}

/** A part that a runtime starts itself: every one but the cluster. */
type RunPart = BenchPart | OptionalPart;

interface Known {
  /** What builds the services' programs needs. */
  builder: Builder;
  /** The optional parts that this bench runs. */
  chosen: () => readonly OptionalPart[];
  /** The state as the processes or pods tell it. */
  stateOf: (part: RunPart) => PartStatus;
  /** Bytes, where known. */
  memoryOf: (part: RunPart) => number | undefined;
}

/** Makes the core of one bench; nothing is built or started yet. */
export function benchCore({ builder, chosen, stateOf, memoryOf }: Known): BenchCore {
  const changes = createFeed<PartStatus>();
  const running = () => [...BENCH_PARTS, ...chosen()];
  const statusOf = (part: RunPart): PartStatus => {
    const service = SERVICES.find((one) => one === part);
    const build = service && programs.state(service);
    const memory = memoryOf(part);
    return { ...stateOf(part), ...(build && { build }), ...(memory && { memory }) };
  };
  // What an earlier bench ran beside the parts of this one is no part of this one.
  const notify = (part: RunPart) => {
    if (running().includes(part)) changes.emit(statusOf(part));
  };
  const programs = servicePrograms(builder, notify);
  return {
    lifetime: createLifetime(),
    queue: createQueue(),
    programs,
    variables: serviceVariables(),
    workspace: '',
    changes,
    running,
    statusOf,
    notify,
  };
}
