import { resolve } from 'node:path';
import { buildSite } from '../src/cli/setup/build-site.ts';
import { endSignal } from '../src/cli/setup/end-signal.ts';

const built = await buildSite(resolve(import.meta.dirname, '..'), { signal: endSignal(), show: true });
if (!built.ok) console.error(`The pages could not be built (${built.ending}). The message above says where.`);
process.exitCode = built.ok ? 0 : 1;
