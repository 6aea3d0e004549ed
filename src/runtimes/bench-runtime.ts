import type { OptionalPart, Part } from '#system/part-names.ts';
import type { BenchCore } from './bench-core.ts';
import type { CollectorConfigs } from './collector/collector-configs.ts';
import { type Deployment, deployServices } from './deploy/deploy-services.ts';
import { forwardToLoki } from './logs/forward-to-loki.ts';
import type { Logs } from './logs/logs.ts';
import { isOptional } from './probes/is-optional.ts';
import type { PartStatus, Progress, Runtime } from './runtime.ts';
import { applySetup } from './setup/apply-setup.ts';

/** What each runtime does in its own way. */
export interface OwnRuntime
  extends Pick<
    Runtime,
    'name' | 'exportDelay' | 'check' | 'health' | 'endpoints' | 'brokerUrl' | 'databaseUrl' | 'env'
  > {
  logs: Logs;
  configs: CollectorConfigs;
  optional: Optional;
  /** Brings up everything but the optional parts, which it begins with in the background. */
  start(progress: Progress, signal: AbortSignal): Promise<void>;
  /** Begins with further optional parts, which are chosen by now. */
  add(parts: readonly OptionalPart[], progress: Progress, signal: AbortSignal): void;
  /** Stops and starts a part that is there. */
  restart(part: Part, signal: AbortSignal): Promise<PartStatus>;
  deployment: Pick<Deployment, 'restart' | 'isHeld'>;
  /** What keeps every part from being started, asked before a deployment; absent where nothing lies under the parts. */
  obstacle?(signal: AbortSignal): Promise<{ part: Part; reason: string } | undefined>;
  /** Waits until the services that were restarted are reached by the others; absent where that takes no time. */
  untilReached?(signal: AbortSignal): Promise<void>;
  /** The state of what lies under the parts, such as a cluster. */
  ground?(): PartStatus;
  /** Ends whatever was started. */
  stop(): Promise<void>;
}

interface Optional {
  chosen(): readonly OptionalPart[];
  choose(parts: readonly OptionalPart[]): void;
  /** Whether the part's program is there, so that it can be restarted. */
  isBuilt(part: OptionalPart): boolean;
  /** Builds and starts a part whose program is not there. */
  retry(part: OptionalPart, signal: AbortSignal): Promise<void>;
  idle(): Promise<void>;
}

/** Between two looks at the learner's sources, in milliseconds: an edit that nobody tells of shows as “stale” too. */
const SCAN_EVERY = 1000;

/** Makes a runtime of what both kinds of runtime do alike and of what this one does in its own way. */
export function benchRuntime(core: BenchCore, own: OwnRuntime): Runtime {
  const { lifetime, queue, changes, statusOf } = core;
  const { logs, optional } = own;
  const forward = forwardToLoki({
    logs,
    chosen: optional.chosen,
    endpoints: own.endpoints,
    isReady: () => statusOf('loki').state === 'ready',
  });
  const compareSources = sourceComparison(core);
  const status = () => [...(own.ground ? [own.ground()] : []), ...core.running().map(statusOf)];
  return {
    name: own.name,
    exportDelay: own.exportDelay,
    check: own.check,
    async up(workspace, progress, signal, wanted = []) {
      lifetime.begin();
      optional.choose([...optional.chosen(), ...wanted]);
      forward(lifetime.signal);
      core.workspace = workspace;
      compareSources.begin();
      const both = lifetime.with(signal);
      await queue(() => own.start(progress, both), both);
    },
    add(parts, progress) {
      const further = parts.filter((part) => !optional.chosen().includes(part));
      if (further.length === 0) return;
      optional.choose([...optional.chosen(), ...further]);
      for (const part of further) core.notify(part);
      own.add(further, progress, lifetime.signal);
    },
    status,
    watch: changes.follow,
    health: own.health,
    async restart(part, signal) {
      if (!status().some((one) => one.part === part)) return notRun(part);
      const both = lifetime.with(signal);
      if (!isOptional(part) || optional.isBuilt(part)) return own.restart(part, both);
      await optional.retry(part, both);
      return statusOf(part);
    },
    apply(workspace, setup, signal) {
      core.workspace = workspace;
      const both = lifetime.with(signal);
      return queue(() => applyTo(core, own, [workspace, setup, both]), both);
    },
    lookAtSources: compareSources.now,
    collectorGraph: (signal) => own.configs.graph(lifetime.with(signal)),
    endpoints: own.endpoints,
    brokerUrl: own.brokerUrl,
    databaseUrl: own.databaseUrl,
    env: own.env,
    logs: logs.of,
    followLogs: logs.follow,
    async down() {
      lifetime.end();
      await optional.idle();
      await own.stop();
      logs.close();
    },
  };
}

async function applyTo(
  { programs, variables, statusOf }: BenchCore,
  { obstacle, untilReached, deployment, configs, health, logs }: OwnRuntime,
  [workspace, setup, signal]: Parameters<Runtime['apply']>,
): ReturnType<Runtime['apply']> {
  const found = await obstacle?.(signal);
  if (found) return { status: 'broken', ...found };
  const lent = {
    ...deployment,
    programs,
    health,
    status: statusOf,
    logs: logs.of,
    isOutdated: variables.isStale,
  };
  const deploy = (until: AbortSignal) => deployServices(lent, workspace, until);
  const change = { variables, configs, collector: () => statusOf('collector'), deploy };
  const result = await applySetup(change, { workspace, setup }, signal);
  if (result.status === 'ok' && result.restarted.length > 0) await untilReached?.(signal);
  return result;
}

/** Compares the learner's sources with what runs: from `begin` on again and again until the bench goes down, and at once by `now`. */
function sourceComparison(core: BenchCore): { begin(): void; now(): void } {
  let comparing: AbortSignal | undefined;
  const now = () => {
    const { signal } = core.lifetime;
    // Before the first start nothing runs that could differ.
    if (comparing !== signal || signal.aborted) return;
    void core.programs.refresh(core.workspace, signal).catch(() => undefined);
  };
  return {
    now,
    begin() {
      const { signal } = core.lifetime;
      if (comparing === signal) return;
      comparing = signal;
      const timer = setInterval(now, SCAN_EVERY).unref();
      signal.addEventListener('abort', () => clearInterval(timer), { once: true });
    },
  };
}

function notRun(part: Part): PartStatus {
  return { part, state: 'absent', generation: 0, since: 0, reason: 'this bench does not run it' };
}
