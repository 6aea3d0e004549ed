import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { flagsOf, type RuntimeChoice } from '#runtimes/choice.ts';
import type { ProveOptions } from '../options.ts';
import { socketPath } from './socket-path.ts';

type Kept = Pick<ProveOptions, 'runtime' | 'state'>;

const ROOT = resolve(import.meta.dirname, '../../../..');

/** Rooms that the process which keeps a stack loads nothing of. */
const OTHERS = ['cli', 'server', 'site', 'terminal'];

/** Notes which code the process that keeps a stack runs, and where. */
export function writeCodeStamp({ runtime, state }: Kept): void {
  writeFileSync(stampFile(state), codeStamp(runtime), { mode: 0o600 });
}

/** Whether that process runs the code of today on the runtime asked for: an edited check must not be judged by its old self. */
export function isCodeCurrent({ runtime, state }: Kept): boolean {
  try {
    return readFileSync(stampFile(state), 'utf8') === codeStamp(runtime);
  } catch {
    return false;
  }
}

function stampFile(state: string | undefined): string {
  return socketPath(state).replace(/\.sock$/, '.stamp');
}

/** The newest change and the number of the TypeScript files that grading consists of, and the runtime; checks.ts of labs are read anew. */
function codeStamp(runtime: RuntimeChoice): string {
  const rooms = readdirSync(join(ROOT, 'src')).filter((room) => !OTHERS.includes(room));
  const files = [...rooms, 'cli/prove'].flatMap((room) => typescriptBelow(join(ROOT, 'src', room)));
  const newest = Math.max(...files.map((file) => statSync(file).mtimeMs));
  return [`${files.length} files, newest ${newest}`, ...flagsOf(runtime)].join(' ');
}

function typescriptBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts'))
    .map((path) => join(folder, path));
}
