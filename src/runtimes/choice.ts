import { type KindSettings, readKindSettings } from './kind/settings.ts';
import type { Runtime } from './runtime.ts';
import type { Folders } from './state/folders.ts';

/** Which runtime a bench was asked to run on, with what it has to know. */
export type RuntimeChoice = { name: 'local' } | { name: 'kind'; settings: KindSettings };

/** Every runtime there is; a string says why its settings cannot be used. */
export type RuntimeChoices = Readonly<Record<Runtime['name'], RuntimeChoice | string>>;

/** The flags of every command that starts a bench, for util.parseArgs. */
export const RUNTIME_FLAGS = {
  runtime: { type: 'string' },
  cluster: { type: 'string' },
  'node-image': { type: 'string' },
  'kind-config': { type: 'string' },
  context: { type: 'string' },
  values: { type: 'string' },
  registry: { type: 'string' },
  learner: { type: 'string' },
} as const;

/** The same, for the help of those commands. */
export const RUNTIME_HELP = `  --runtime <name>   where the bench runs: local (default), or kind for pods on a
                     Kubernetes cluster; what follows is only for kind
  --cluster <name>   name of the kind cluster, “spanwise” unless given; made when
                     it is not there, and kept when this ends
  --node-image <image>  --kind-config <file>
                     what a new cluster is made from, where kind’s own cannot be
  --context <name>   use this context of your kubeconfig and make no cluster
  --registry <place> where images are pushed for a context that is not kind’s
  --values <files>   values for the Bookstore’s chart, separated by commas
  --learner <name>   whose bench it is, on a cluster of many learners
`;

type Flags = Partial<Record<keyof typeof RUNTIME_FLAGS, string | undefined>>;

/** Reads them, with the environment behind them; a string says what is wrong. */
export function chooseRuntime(flags: Flags, env: NodeJS.ProcessEnv): RuntimeChoice | string {
  const { runtime = 'local', cluster, context, values, registry, learner } = flags;
  if (runtime === 'local') {
    const odd = Object.keys(flags).find((name) => name !== 'runtime' && flags[name as keyof Flags]);
    return odd ? `--${odd} is for --runtime kind only` : { name: 'local' };
  }
  if (runtime !== 'kind') return `--runtime takes local or kind, not “${runtime}”`;
  const own = { nodeImage: flags['node-image'], clusterConfig: flags['kind-config'] };
  const settings = readKindSettings({ cluster, context, values, registry, learner, ...own }, env);
  return typeof settings === 'string' ? settings : { name: 'kind', settings };
}

/** The flags that mean this choice, for a process that is started to run it. */
export function flagsOf(choice: RuntimeChoice): string[] {
  if (choice.name === 'local') return [];
  const { cluster, nodeImage, clusterConfig, context, values, registry, learner } = choice.settings;
  const own = { 'node-image': nodeImage, 'kind-config': clusterConfig };
  const flags = { runtime: 'kind', cluster, context, values: values.join(','), registry, learner, ...own };
  return Object.entries(flags).flatMap(([name, value]) => (value ? [`--${name}`, value] : []));
}

/** Makes the chosen runtime; nothing is started yet. The state folder must have been claimed. */
export async function createRuntime(
  choice: RuntimeChoice,
  options: { folders: Folders; instance: string; port?: number | undefined },
): Promise<Runtime> {
  if (choice.name === 'kind') {
    // Only here: the client of Kubernetes takes 90 MB of memory.
    const { createKindRuntime } = await import('./kind/runtime.ts');
    return createKindRuntime({ ...options, settings: choice.settings });
  }
  const { createLocalRuntime } = await import('./local/runtime.ts');
  return createLocalRuntime(options);
}
