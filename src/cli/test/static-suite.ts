import { join } from 'node:path';
import { checkCourse } from '../check-course/check-course.ts';
import { showProblem } from '../check-course/problem.ts';
import { houseFigures } from '../house/house-figures.ts';
import { houseProblems } from '../house/house-problems.ts';
import { readTree } from '../house/tree.ts';
import { goFolders } from '../setup/go-folders.ts';
import { nodeTool } from '../setup/node-tool.ts';
import { runTool } from '../setup/run-tool.ts';
import { GO_ENV } from './go-suite.ts';
import type { SuiteResult } from './suite.ts';

/** Everything that reads the tree without running it; each tool and each house rule counts as one test. */
export async function staticSuite(root: string, signal: AbortSignal): Promise<SuiteResult> {
  const result: SuiteResult = { passed: 0, failed: [], skipped: [] };
  const report = (name: string, problems: string) => {
    console.log(`${problems ? '✗' : '✓'} ${name}${problems ? `\n${problems}` : ''}`);
    if (problems) result.failed.push({ name, message: problems.split('\n').slice(0, 5).join('\n') });
    else result.passed += 1;
  };
  for (const together of tools(root)) {
    const problems = await Promise.all(together.map((tool) => problemsOf(tool, signal)));
    for (const [at, { name }] of together.entries()) report(name, problems[at]!);
  }
  for (const { name, problems } of await checkCourse(root))
    report(`course: ${name}`, problems.map(showProblem).join('\n'));
  const tree = readTree(root);
  for (const { rule, problems } of houseProblems(tree)) report(`house rule: ${rule}`, problems.join('\n'));
  console.log(houseFigures(tree));
  return result;
}

interface Tool {
  name: string;
  file: string;
  args: string[];
  cwd: string;
  /** Says nothing when all is well, and reports by output instead of by exit code. */
  silent?: boolean;
}

async function problemsOf({ file, args, cwd, silent }: Tool, signal: AbortSignal): Promise<string> {
  const ended = await runTool(file, args, {
    cwd,
    signal,
    env: { ...GO_ENV, ASTRO_TELEMETRY_DISABLED: '1' },
  });
  const bad = !ended.ok || (silent && ended.output.trim() !== '');
  return bad ? ended.output.trim() || ended.ending : '';
}

/** Those of a row run together. The second row reads types that astro check writes. */
function tools(root: string): Tool[][] {
  const node = (name: string, script: string, ...args: string[]): Tool => {
    const [file, all] = nodeTool(root, script, ...args);
    return { name, file, args: all, cwd: root };
  };
  const bookstore = join(root, 'labs/bookstore');
  return [
    [
      node(
        'format and lint (biome)',
        'node_modules/@biomejs/biome/bin/biome',
        'check',
        '--error-on-warnings',
        '--diagnostic-level=warn',
      ),
      node('pages and their types (astro check)', 'node_modules/astro/bin/astro.mjs', 'check'),
      { name: 'Go format (gofmt)', file: 'gofmt', args: ['-l', ...goFolders(root)], cwd: root, silent: true },
      { name: 'Go mistakes (go vet)', file: 'go', args: ['vet', '-tags=rabbitmq', './...'], cwd: bookstore },
    ],
    [
      node('types (tsc)', 'node_modules/typescript/bin/tsc', '-p', '.', '--noEmit'),
      node('unused files, exports and packages (knip)', 'node_modules/knip/bin/knip.js'),
    ],
  ];
}
