import { resolve } from 'node:path';
import { endSignal } from '../src/cli/setup/end-signal.ts';
import { chooseSuites } from '../src/cli/test/choose-suites.ts';
import { prepare } from '../src/cli/test/prepare.ts';
import { runSuites } from '../src/cli/test/run-suites.ts';
import { NAMED_SUITES, SUITES } from '../src/cli/test/suites.ts';
import { addResults, isGood, summary } from '../src/cli/test/summary.ts';
import { addToTotals } from '../src/cli/test/totals.ts';

const root = resolve(import.meta.dirname, '..');
const suites = chooseSuites(process.argv.slice(2), SUITES, NAMED_SUITES);
if (typeof suites === 'string') {
  console.error(suites);
  process.exitCode = 1;
} else {
  const signal = endSignal();
  const prepared = await prepare(suites, root, signal);
  const result = addResults([prepared, ...(await runSuites(suites, root, signal))]);
  console.log(`\n${summary(addToTotals(result, process.env['SPANWISE_TEST_TOTALS']))}`);
  process.exitCode = isGood(result) ? 0 : 1;
}
