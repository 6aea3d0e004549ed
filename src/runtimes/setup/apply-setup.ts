import type { CollectorConfigs } from '../collector/collector-configs.ts';
import { explainRefusal } from '../collector/explain-refusal.ts';
import type { ApplyResult, PartStatus, Setup } from '../runtime.ts';
import { readEnvironment } from './read-environment.ts';
import type { ServiceVariables } from './service-variables.ts';

/** What a runtime lends to the change of a setup. */
export interface SetupChange {
  variables: ServiceVariables;
  configs: CollectorConfigs;
  collector: () => PartStatus;
  /** Builds and restarts the services whose sources or variables changed. */
  deploy: (signal: AbortSignal) => Promise<ApplyResult>;
}

/**
 * Makes the bench run a workspace as a setup says. The Collector comes first, since what the services send while it is
 * restarted is lost. A file that is refused leaves what it configures as it was; everything else is brought over, so that
 * the bench runs as much of the workspace as it can.
 */
export async function applySetup(
  { variables, configs, collector, deploy }: SetupChange,
  { workspace, setup }: { workspace: string; setup: Setup },
  signal: AbortSignal,
): Promise<ApplyResult> {
  const environment = await bringVariables(variables, workspace, setup);
  const before = collector().generation;
  const configured = await bringCollector(configs, workspace, setup, signal);
  const deployed = await deploy(signal);
  const refused = environment ?? configured;
  if (refused) return refused;
  if (deployed.status !== 'ok' || collector().generation === before) return deployed;
  return { status: 'ok', restarted: ['collector', ...deployed.restarted] };
}

async function bringVariables(
  variables: ServiceVariables,
  workspace: string,
  { environment: file }: Setup,
): Promise<ApplyResult | undefined> {
  if (file === undefined) return void variables.use({});
  const read = await readEnvironment(workspace, file);
  if (!read.ok) return { status: 'does-not-configure', part: read.part, file, ...read.refusal };
  return void variables.use(read.variables);
}

async function bringCollector(
  configs: CollectorConfigs,
  workspace: string,
  { collector: file }: Setup,
  signal: AbortSignal,
): Promise<ApplyResult | undefined> {
  const change = await configs.apply(workspace, file, signal);
  if (change.status === 'ok') return undefined;
  const part = 'collector';
  // Nothing of it is the learner's where the bench's own configuration was to run.
  if (change.status === 'broken' || file === undefined)
    return { status: 'broken', part, reason: change.reason };
  return { status: 'does-not-configure', part, file, ...explainRefusal(change.reason, change.text) };
}
