import { resolve } from 'node:path';
import { labNew } from '../src/cli/lab-new/lab-new.ts';

process.exitCode = await labNew(resolve(import.meta.dirname, '..'), process.argv.slice(2));
