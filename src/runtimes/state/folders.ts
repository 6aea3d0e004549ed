import { createHash } from 'node:crypto';
import { chmod, mkdir } from 'node:fs/promises';
import { homedir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';

/** Where one instance keeps what it builds (`cache`, shared by all) and what it knows (`state`, its own). */
export interface Folders {
  cache: string;
  state: string;
  /** Apart from `state` when root runs us: Postgres then runs as its own user, which cannot enter `state`. */
  postgres: string;
}

interface FolderChoice {
  port: number;
  state?: string;
  cache?: string;
  env?: NodeJS.ProcessEnv;
  root?: boolean;
}

const ROOT_HOME = '/var/lib/spanwise';

/** Decides the folders of the instance on `port`; the environment and explicit paths override. */
export function chooseFolders(choice: FolderChoice): Folders {
  const env = choice.env ?? process.env;
  const root = choice.root ?? process.getuid?.() === 0;
  const home = env.HOME || homedir();
  const cacheHome = root
    ? join(ROOT_HOME, 'cache')
    : join(env.XDG_CACHE_HOME || join(home, '.cache'), 'spanwise');
  const stateHome = root
    ? join(ROOT_HOME, 'state')
    : join(env.XDG_STATE_HOME || join(home, '.local', 'state'), 'spanwise');
  const state = resolve(choice.state || env.SPANWISE_STATE || join(stateHome, String(choice.port)));
  return {
    cache: resolve(choice.cache || env.SPANWISE_CACHE || cacheHome),
    state,
    postgres: root
      ? join(ROOT_HOME, 'postgres', `${basename(state)}-${shortHash(state)}`)
      : join(state, 'postgres'),
  };
}

/** Creates them: the state readable by its owner only, the way to Postgres's folder open to its user. */
export async function createFolders(folders: Folders): Promise<void> {
  const apart = dirname(folders.postgres) === join(ROOT_HOME, 'postgres');
  if (apart)
    for (const path of [ROOT_HOME, dirname(folders.postgres), folders.postgres])
      await makeFolder(path, 0o711);
  await mkdir(folders.cache, { recursive: true });
  await mkdir(dirname(folders.state), { recursive: true });
  await makeFolder(folders.state, 0o700);
  if (!apart) await makeFolder(folders.postgres, 0o700);
}

/** The mode is set after the folder was made: when it is made the umask would narrow it. */
async function makeFolder(path: string, mode: number): Promise<void> {
  await mkdir(path, { recursive: true });
  await chmod(path, mode);
}

function shortHash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 8);
}
