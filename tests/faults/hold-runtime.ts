import { createLocalRuntime } from '#runtimes/local/runtime.ts';
import { claimState } from '#runtimes/state/claim.ts';
import { chooseFolders } from '#runtimes/state/folders.ts';

// A server that a test can kill: brings the bench up in the folders given, says so, and stays.
const [state, workspace] = process.argv.slice(2);
const folders = chooseFolders({ port: 0, state: state! });
const claim = await claimState(folders);
const runtime = await createLocalRuntime({ folders, instance: claim.instance });
process.stdout.write(`instance ${claim.instance}\n`);
await runtime.up(workspace!, () => undefined, new AbortController().signal);
process.stdout.write('up\n');
