import { resolve } from 'node:path';
import { endSignal } from '../src/cli/setup/end-signal.ts';
import { chooseSuites } from '../src/cli/test/choose-suites.ts';
import { runSuites } from '../src/cli/test/run-suites.ts';
import { SUITES } from '../src/cli/test/suites.ts';
import { addResults, isGood, summary } from '../src/cli/test/summary.ts';

// The checks that need no running stack: what a contributor runs before every commit.
const root = resolve(import.meta.dirname, '..');
const suites = chooseSuites(['static', 'unit'], SUITES);
if (typeof suites === 'string') throw new Error(suites);
const result = addResults(await runSuites(suites, root, endSignal()));
console.log(`\n${summary(result)}`);
process.exitCode = isGood(result) ? 0 : 1;
