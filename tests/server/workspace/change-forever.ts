import { join } from 'node:path';
import { openLabs } from '#bench/labs/open-labs.ts';
import { createAttempts } from '#bench/progress/attempts.ts';
import { openDatabase } from '#bench/progress/database.ts';
import { createProgressStore } from '#bench/progress/progress-store.ts';
import { listBackups } from '#bench/workspace-changes/kept-backups.ts';
import { createWorkspaceChanges } from '#bench/workspace-changes/workspace-changes.ts';

// Run as a process of its own, to be killed: goes back and forth between the two newest states without a pause.
const root = process.argv[2]!;
const { database } = openDatabase(join(root, 'state/spanwise.sqlite'));
const open = (await openLabs(join(root, 'labs'), join(root, 'state'))).get('demo')!;
const labProgress = createProgressStore(database, createAttempts(database));
const workspaces = createWorkspaceChanges({ labProgress, busy: () => false, emit: () => {} });
process.stdout.write('begun\n');
for (;;) {
  const [newest] = await listBackups(open.workspace.backups, 'demo');
  const done = await workspaces.change(open, { reason: 'restore', copy: newest!.id });
  if ('refused' in done) throw new Error(done.refused.title);
}
