import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chooseRuntime, createRuntime } from '#runtimes/choice.ts';
import { claimState } from '#runtimes/state/claim.ts';
import { chooseFolders } from '#runtimes/state/folders.ts';
import { runtimeContract } from '../runtime-contract.ts';
import { workspaceEdits } from '../workspace-edits.ts';
import { labs } from './bench.ts';

runtimeContract('pods of a cluster', async () => {
  const choice = chooseRuntime({ runtime: 'kind' }, process.env);
  if (typeof choice === 'string') throw new Error(choice);
  const state = await mkdtemp(join(tmpdir(), 'spanwise-kind-'));
  const folders = chooseFolders({ port: 0, state });
  const claim = await claimState(folders);
  const runtime = await createRuntime(choice, { folders, instance: claim.instance });
  const workspace = join(state, 'workspace');
  await cp(join(labs, 'bookstore'), workspace, { recursive: true });
  await cp(join(labs, 'stack/collector/collector.yaml'), join(workspace, 'collector.yaml'));
  return {
    runtime,
    workspace,
    collector: 'collector.yaml',
    ground: ['cluster'],
    ...workspaceEdits(workspace),
    async close() {
      await runtime.down();
      claim.release();
      await rm(state, { recursive: true, force: true });
    },
  };
});
