import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isAlive, startTimeOf } from '../process/identity.ts';

/** Who holds a state folder. `instance` marks the environment of everything this server starts. */
export interface LockRecord {
  pid: number;
  startTime: string;
  instance: string;
  port?: number | undefined;
}

/** Another live server holds the state folder. */
export class StateFolderTaken extends Error {
  readonly holder: LockRecord;
  constructor(stateFolder: string, holder: LockRecord) {
    const where = holder.port ? ` on port ${holder.port}` : '';
    super(
      `Spanwise already runs${where} as process ${holder.pid} and holds ${stateFolder}. ` +
        `Use it, end it (kill ${holder.pid}), or start this one on another port: npm start -- --port <port>`,
    );
    this.name = 'StateFolderTaken';
    this.holder = holder;
  }
}

/** Takes the lock of a state folder, from a dead server if need be; returns that server's record. */
export function takeLock(stateFolder: string, instance: string, port?: number): LockRecord | undefined {
  const file = join(stateFolder, 'lock.json');
  const own: LockRecord = { pid: process.pid, startTime: startTimeOf(process.pid)!, instance, port };
  let previous: LockRecord | undefined;
  for (;;) {
    if (createWhole(file, own)) return previous;
    const holder = readLock(file);
    if (holder && isAlive(holder)) throw new StateFolderTaken(stateFolder, holder);
    previous = setAside(file, holder) ?? previous;
  }
}

/** Gives the lock back, if it is still ours. */
export function releaseLock(stateFolder: string, instance: string): void {
  const file = join(stateFolder, 'lock.json');
  if (readLock(file)?.instance === instance) rmSync(file, { force: true });
}

/** Linking a finished file into place makes the lock appear whole or not at all. */
function createWhole(file: string, own: LockRecord): boolean {
  const draft = `${file}.${process.pid}`;
  try {
    writeFileSync(draft, `${JSON.stringify(own, null, 2)}\n`, { mode: 0o600 });
    linkSync(draft, file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}

/** Moves a dead server's lock away; another server that was quicker gets its own back. */
function setAside(file: string, dead: LockRecord | undefined): LockRecord | undefined {
  const aside = `${file}.${process.pid}.old`;
  try {
    renameSync(file, aside);
    const moved = readLock(aside);
    if (moved && moved.instance !== dead?.instance) linkSync(aside, file);
    return dead;
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'ENOENT' || code === 'EEXIST') return undefined;
    throw error;
  } finally {
    rmSync(aside, { force: true });
  }
}

function readLock(file: string): LockRecord | undefined {
  try {
    const { pid, startTime, instance, port } = JSON.parse(readFileSync(file, 'utf8'));
    // Anything else, such as an empty object, would be alive by having no start time, as nobody has.
    const whole = Number.isInteger(pid) && typeof startTime === 'string' && typeof instance === 'string';
    return whole ? { pid, startTime, instance, port } : undefined;
  } catch {
    return undefined;
  }
}
