import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** Text that changes when a file of the workspace is written, added, moved or removed: names, times and sizes. */
export async function workspaceFingerprint(workspace: string): Promise<string> {
  const entries = await readdir(workspace, { recursive: true, withFileTypes: true });
  const lines = await Promise.all(
    entries
      .filter((entry) => entry.isFile())
      .map(async (entry) => {
        const path = join(entry.parentPath, entry.name);
        const found = await stat(path).catch(() => undefined);
        return found ? `${path} ${found.mtimeMs} ${found.size}` : '';
      }),
  );
  return `${workspace}\n${lines.sort().join('\n')}`;
}
