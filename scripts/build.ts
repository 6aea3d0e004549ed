import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { buildSite } from '#server/site/build-site.ts';
import { endSignal } from '../src/cli/setup/end-signal.ts';

const signal = endSignal();
const repository = resolve(import.meta.dirname, '..');
const { base, help } = parseArgs({
  options: { base: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
}).values;
if (help) {
  console.log(`Builds the pages of the course into dist/, for the server of npm start or for any server of static files.

  --base /courses/tracing/   the path below which a host serves them; without it they are at its root`);
  process.exit();
}
const failure = await buildSite({ repository, signal, show: true, ...(base && { base }) }).catch(
  (error: unknown) => {
    if (!signal.aborted) throw error;
    return 'ended';
  },
);
if (failure !== undefined && !signal.aborted) {
  console.error('The pages could not be built. The message above says where; dist/ is as it was before.');
}
process.exitCode = failure === undefined ? 0 : 1;
