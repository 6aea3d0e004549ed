import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { writePrivate } from './write-private.ts';

/** How another program of the same user reaches the running server: its port and its bearer token. */
export interface AdminAccess {
  port: number;
  token: string;
}

/** Leaves the access in the state folder, readable by its owner only; gives the way to take it back. */
export function writeAdminFile(stateFolder: string, access: AdminAccess): () => void {
  const file = join(stateFolder, 'admin.json');
  writePrivate(file, `${JSON.stringify(access)}\n`);
  return () => rmSync(file, { force: true });
}

/** Reads it; undefined when there is none or it makes no sense. */
export function readAdminFile(stateFolder: string): AdminAccess | undefined {
  try {
    const { port, token } = JSON.parse(readFileSync(join(stateFolder, 'admin.json'), 'utf8'));
    return typeof port === 'number' && typeof token === 'string' ? { port, token } : undefined;
  } catch {
    return undefined;
  }
}
