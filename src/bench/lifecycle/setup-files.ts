import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { WaitingFile } from '#api/events.ts';
import type { ApplyResult, Setup } from '#runtimes/runtime.ts';
import { contentHash } from '../workspace/content-hash.ts';

/** Which files of a setup run as they lie on disk. */
export interface SetupFiles {
  /** Looks at the files of a setup that is about to be applied; gives what takes in how that ended. */
  begin(workspace: string, setup: Setup): Promise<(result: ApplyResult) => void>;
  /** The files that do not run as they lie on disk now: those that were edited, and those that come or go with the step. */
  waiting(workspace: string, setup: Setup): Promise<WaitingFile[]>;
}

/** A file that its part has refused, with the text that it refused. */
interface Refused extends Omit<WaitingFile, 'path' | 'state'> {
  hash: string;
}

/** Follows the files of the setups that one bench is given. */
export function followSetupFiles(): SetupFiles {
  let brought = new Map<string, string>();
  let refused = new Map<string, Refused>();
  /** The files of the setup that was applied last, whatever came of each; undefined before the first. */
  let applied: ReadonlySet<string> | undefined;
  /** Files that come or go with the step, with the text that they had when the learner came to it. */
  const ofStep = new Map<string, string | undefined>();
  return {
    async begin(workspace, setup) {
      const seen = await hashesOf(workspace, setup);
      return (result) => {
        // The Collector or the machine failed: what it runs is what it ran before.
        if (result.status === 'broken') return;
        const at = result.status === 'does-not-configure' ? result.file : undefined;
        refused = new Map();
        if (result.status === 'does-not-configure' && at !== undefined) {
          const { line, message } = result;
          refused.set(at, { hash: seen.get(at) ?? '', message, ...(line !== undefined && { line }) });
        }
        const before = at === undefined ? undefined : brought.get(at);
        brought = new Map([...seen].filter(([path]) => path !== at));
        if (at !== undefined && before !== undefined) brought.set(at, before);
        applied = new Set(seen.keys());
        ofStep.clear();
      };
    },
    async waiting(workspace, setup) {
      const now = await hashesOf(workspace, setup);
      const paths = [...new Set([...now.keys(), ...brought.keys()])].sort();
      return paths.flatMap((path): WaitingFile[] => {
        const refusal = refused.get(path);
        if (refusal && refusal.hash === now.get(path)) {
          const { hash: _, ...why } = refusal;
          return [{ path, state: 'refused', ...why }];
        }
        if (brought.get(path) === now.get(path)) return [];
        const changesWithStep = applied && applied.has(path) !== now.has(path);
        if (!changesWithStep) return [{ path, state: 'waiting' }];
        if (!ofStep.has(path)) ofStep.set(path, now.get(path));
        return [{ path, state: ofStep.get(path) === now.get(path) ? 'step' : 'waiting' }];
      });
    },
  };
}

async function hashesOf(
  workspace: string,
  { collector, environment }: Pick<Setup, 'collector' | 'environment'>,
): Promise<Map<string, string>> {
  const paths = [collector, environment].filter((path) => path !== undefined);
  // A file that is not there has a hash too: it becomes another one when it is written.
  const read = paths.map(async (path) => {
    const text = await readFile(join(workspace, path)).catch(() => '');
    return [path, contentHash(text)] as const;
  });
  return new Map(await Promise.all(read));
}
