import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { nodeTool } from '../setup/node-tool.ts';
import { runTool } from '../setup/run-tool.ts';
import { type SuiteResult, suiteFailed } from './suite.ts';

/** Runs one project of vitest.config.ts; its numbers come by way of numbers-reporter.ts. */
export function vitestSuite(project: string, more: Record<string, string> = {}) {
  return async (root: string, signal: AbortSignal): Promise<SuiteResult> => {
    const numbers = join(root, 'tests/results', `${project}.json`);
    rmSync(numbers, { force: true });
    const reporters = ['--reporter=default', `--reporter=${join(root, 'src/cli/test/numbers-reporter.ts')}`];
    const [node, args] = nodeTool(
      root,
      'node_modules/vitest/vitest.mjs',
      'run',
      '--project',
      project,
      ...reporters,
    );
    const env = { ...more, SPANWISE_TEST_NUMBERS: numbers };
    const ended = await runTool(node, args, { cwd: root, signal, env, show: true });
    const result = readNumbers(numbers);
    if (!result) return suiteFailed(project, `vitest ended without a result (${ended.ending})`);
    if (!ended.ok && result.failed.length === 0) {
      result.failed.push({
        name: project,
        message: `vitest ended with ${ended.ending} though no test failed`,
      });
    }
    return result;
  };
}

function readNumbers(file: string): SuiteResult | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as SuiteResult;
  } catch {
    return undefined;
  }
}
