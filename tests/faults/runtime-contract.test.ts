import { cpSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createLocalRuntime } from '#runtimes/local/runtime.ts';
import { claimState } from '#runtimes/state/claim.ts';
import { chooseFolders } from '#runtimes/state/folders.ts';
import { removeState } from '#runtimes/state/remove-state.ts';
import { runtimeContract } from '../runtime-contract.ts';
import { workspaceEdits } from '../workspace-edits.ts';

const labs = resolve(import.meta.dirname, '../../labs');

runtimeContract('processes of this machine', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'spanwise-contract-'));
  const folders = chooseFolders({ port: 0, state: join(folder, 'state') });
  const workspace = join(folder, 'workspace');
  cpSync(join(labs, 'bookstore'), workspace, { recursive: true });
  cpSync(join(labs, 'stack/collector/collector.yaml'), join(workspace, 'collector.yaml'));
  const claim = await claimState(folders);
  const runtime = await createLocalRuntime({ folders, instance: claim.instance });
  return {
    runtime,
    workspace,
    collector: 'collector.yaml',
    ground: [],
    ...workspaceEdits(workspace),
    async close() {
      await runtime.down();
      claim.release();
      await removeState(folders);
    },
  };
});
