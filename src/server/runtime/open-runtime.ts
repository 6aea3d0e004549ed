import { createRuntime, type RuntimeChoice } from '#runtimes/choice.ts';
import { requirementsOf } from '#runtimes/requirements.ts';
import type { Requirement, Runtime } from '#runtimes/runtime.ts';
import type { Folders } from '#runtimes/state/folders.ts';
import { type SwitchableRuntime, switchable } from '#runtimes/switchable.ts';
import { clusterKept } from '../start/messages.ts';
import type { StartOptions } from '../start/options.ts';
import { firstRuntime } from './first-runtime.ts';
import { keepRuntime, readKeptRuntime } from './kept-runtime.ts';

/** The runtime of a server, which can be changed while it runs. */
export interface OpenRuntime {
  runtime: SwitchableRuntime;
  requirements(choice: RuntimeChoice, signal: AbortSignal): Promise<Requirement[]>;
  create(choice: RuntimeChoice): Promise<Runtime>;
  /** Keeps a choice for the next start without a flag. */
  keep(name: Runtime['name']): void;
  /** What is said at the end of a cluster of our own that goes on running. */
  farewell(): string | undefined;
}

interface Opening {
  options: StartOptions;
  folders: Folders;
  instance: string;
  say: (text: string) => void;
  signal: AbortSignal;
}

/** Makes the runtime to begin with; nothing is started yet. */
export async function openRuntime({
  options,
  folders,
  instance,
  say,
  signal,
}: Opening): Promise<OpenRuntime> {
  const { choices } = options.runtime;
  const first = firstRuntime(options.runtime, readKeptRuntime(folders.state));
  if (first.line) say(first.line);
  const create = (choice: RuntimeChoice) =>
    createRuntime(choice, { folders, instance, port: options.port || undefined });
  const runtime = switchable(await create(first.choice));
  let hadCluster = false;
  runtime.watch(({ part, state }) => {
    // One whose making was given up is removed.
    hadCluster ||= part === 'cluster' && state === 'ready';
  }, signal);
  return {
    runtime,
    requirements: (choice, until) => requirementsOf(choice, folders.cache, until),
    create,
    keep(name) {
      try {
        keepRuntime(folders.state, name);
      } catch (error) {
        say(`  The choice could not be kept for the next start: ${(error as Error).message}`);
      }
    },
    farewell() {
      const { kind } = choices;
      const own = typeof kind !== 'string' && kind.name === 'kind' && kind.settings.context === undefined;
      return own && hadCluster ? clusterKept(kind.settings.cluster) : undefined;
    },
  };
}
