import { resolve } from 'node:path';
import { goCommand } from '#runtimes/go/go-command.ts';
import { run } from '#runtimes/process/run.ts';
import { chooseFolders } from '#runtimes/state/folders.ts';
import type { ProveOptions } from '../options.ts';
import type { ProvenState } from '../states.ts';
import { engineHash } from './engine-hash.ts';
import { provedStates } from './proved-states.ts';
import { type Contents, stateKey } from './state-key.ts';

/** States in two heaps: proved before with the same files, checks and engine, and left to be proved. */
export interface Remembered {
  before: readonly ProvenState[];
  left: readonly ProvenState[];
  /** Notes that a state gave the verdict it has to give. */
  add(state: ProvenState): Promise<void>;
}

/** Looks up which states were proved before on this machine. Every state is left where that is not what was asked. */
export async function rememberProved(
  labsFolder: string,
  states: readonly ProvenState[],
  { all, repeat, seed, runtime }: Pick<ProveOptions, 'all' | 'repeat' | 'seed' | 'runtime'>,
  signal: AbortSignal,
): Promise<Remembered> {
  const proved = await provedStates(chooseFolders({ port: 0 }).cache);
  const { stdout: goVersion } = await run(goCommand(['version'], labsFolder), signal);
  const engines = new Map<string, string>();
  const root = resolve(labsFolder, '..');
  for (const lab of new Set(states.map((state) => state.lab)))
    engines.set(lab, await engineHash({ root, lab, runtime: runtime.name, goVersion }));
  const contents: Contents = new Map();
  const keyOf = (state: ProvenState) => stateKey(state, engines.get(state.lab)!, contents);
  const keys = new Map(await Promise.all(states.map(async (state) => [state, await keyOf(state)] as const)));
  // Repetitions and random orders look for verdicts that differ; a remembered one says nothing of that.
  const again = all || repeat > 1 || seed !== undefined;
  const known = await Promise.all(states.map((state) => !again && proved.has(keys.get(state)!)));
  return {
    before: states.filter((_, index) => known[index]),
    left: states.filter((_, index) => !known[index]),
    async add(state) {
      const key = keys.get(state)!;
      // A file that was edited while the proof ran is perhaps not what was proved.
      const unchanged = key === (await stateKey(state, engines.get(state.lab)!));
      if (unchanged) await proved.add(key, `${state.lab}/${state.name}`);
    },
  };
}
