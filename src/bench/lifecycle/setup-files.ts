import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { WaitingFile } from '#api/events.ts';
import type { ApplyResult, Setup } from '#runtimes/runtime.ts';
import { contentHash } from '../workspace/content-hash.ts';

/** Which files of a setup run as they lie on disk. */
export interface SetupFiles {
  /** Looks at the files of a setup that is about to be applied; gives what takes in how that ended. */
  begin(workspace: string, setup: Setup): Promise<(result: ApplyResult) => void>;
  /** The files that do not run as they lie on disk now, and those that run and are of another step. */
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
        return brought.get(path) === now.get(path) ? [] : [{ path, state: 'waiting' }];
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
