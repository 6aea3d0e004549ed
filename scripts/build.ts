import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { buildSite } from '#server/site/build-site.ts';
import { endSignal } from '../src/cli/setup/end-signal.ts';

const signal = endSignal();
const repository = resolve(import.meta.dirname, '..');
// A site below a path of its host: `npm run build -- --base /courses/tracing/`.
const { base } = parseArgs({ options: { base: { type: 'string' } } }).values;
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
