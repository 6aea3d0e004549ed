import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { createFolders, type Folders } from './folders.ts';
import { releaseLock, takeLock } from './lock.ts';
import { refuseForeignFolder } from './own-folder.ts';
import { readRecords } from './processes.ts';
import { reap } from './reaper.ts';
import { claimPostgresFolder } from './remove-state.ts';

/** A state folder that is ours. Everything started under it carries SPANWISE_INSTANCE=<instance>. */
export interface StateClaim {
  instance: string;
  /** How many processes of a dead server were ended. */
  reaped: number;
  release(): void;
}

/** Takes the state folder for this process and ends what a dead server left; throws StateFolderTaken if one lives, ForeignFolder if it holds other things. */
export async function claimState(folders: Folders, port?: number): Promise<StateClaim> {
  await refuseForeignFolder(folders.state);
  await createFolders(folders);
  const instance = randomUUID();
  const previous = takeLock(folders.state, instance, port);
  const records = readRecords(folders.state);
  const dead = new Set(records.map((record) => record.instance));
  if (previous) dead.add(previous.instance);
  const reaped = await reap(records, [...dead]);
  rmSync(join(folders.state, 'processes.json'), { force: true });
  await claimPostgresFolder(folders);
  return { instance, reaped, release: () => releaseLock(folders.state, instance) };
}
