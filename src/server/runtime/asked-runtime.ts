import { chooseRuntime, type RUNTIME_FLAGS, type RuntimeChoices } from '#runtimes/choice.ts';
import { readKindSettings } from '#runtimes/kind/settings.ts';
import type { Runtime } from '#runtimes/runtime.ts';

/** What `npm start` was told of runtimes: the one to begin with, where a flag says it, and the settings of each. */
export interface AskedRuntime {
  flag?: Runtime['name'];
  choices: RuntimeChoices;
}

type Flags = Partial<Record<keyof typeof RUNTIME_FLAGS, string | undefined>>;

/** Reads it from flags and environment; a string says what is wrong. Settings of kind are for a later change, too. */
export function readAskedRuntime(flags: Flags, env: NodeJS.ProcessEnv): AskedRuntime | string {
  const { runtime, 'node-image': nodeImage, 'kind-config': clusterConfig, ...settings } = flags;
  const odd = Object.keys(flags).find((name) => name !== 'runtime' && flags[name as keyof Flags]);
  if (runtime === undefined && odd)
    return `--${odd} is about a cluster: give --runtime kind with it, or --runtime local to have it for a change in the page`;
  const read = readKindSettings({ ...settings, nodeImage, clusterConfig }, env);
  const kind = typeof read === 'string' ? read : { name: 'kind' as const, settings: read };
  const choices: RuntimeChoices = { local: { name: 'local' }, kind };
  if (runtime === undefined) return { choices };
  if (runtime === 'local') return { flag: 'local', choices };
  const chosen = chooseRuntime(flags, env);
  return typeof chosen === 'string' ? chosen : { flag: chosen.name, choices };
}
