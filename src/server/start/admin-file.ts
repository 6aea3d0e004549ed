import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** How another program of the same user reaches the running server: its port and its bearer token. */
export interface AdminAccess {
  port: number;
  token: string;
}

/** Leaves the access in the state folder, readable by its owner only; gives the way to take it back. */
export function writeAdminFile(stateFolder: string, access: AdminAccess): () => void {
  const file = join(stateFolder, 'admin.json');
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, `${JSON.stringify(access)}\n`, { mode: 0o600 });
  renameSync(draft, file);
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
