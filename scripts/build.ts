import { resolve } from 'node:path';
import { endSignal } from '../src/cli/setup/end-signal.ts';
import { buildSite } from '../src/server/start/build-site.ts';

const signal = endSignal();
const repository = resolve(import.meta.dirname, '..');
const failure = await buildSite({ repository, signal, show: true }).catch((error: unknown) => {
  if (!signal.aborted) throw error;
  return 'ended';
});
if (failure !== undefined && !signal.aborted) {
  console.error('The pages could not be built. The message above says where; dist/ is as it was before.');
}
process.exitCode = failure === undefined ? 0 : 1;
