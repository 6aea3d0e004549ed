import { resolve } from 'node:path';
import { buildSite } from '#server/site/build-site.ts';
import { endSignal } from '../src/cli/setup/end-signal.ts';

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
