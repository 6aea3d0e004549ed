import { nodeTool } from '../setup/node-tool.ts';
import { runTool } from '../setup/run-tool.ts';
import { readProof } from './read-proof.ts';
import { type SuiteResult, suiteFailed } from './suite.ts';
import { addResults } from './summary.ts';
import { vitestSuite } from './vitest-suite.ts';

/** Grades recorded traces, then every state of every lab on the real stack; each state counts as one test. */
export async function proofSuite(root: string, signal: AbortSignal): Promise<SuiteResult> {
  const recorded = await vitestSuite('labs')(root, signal);
  return addResults([recorded, await provenBy(root, [], {}, signal)]);
}

/** What `npm run prove` with these flags says. */
export async function provenBy(
  root: string,
  flags: readonly string[],
  env: Record<string, string>,
  signal: AbortSignal,
): Promise<SuiteResult> {
  const [node, args] = nodeTool(root, 'scripts/prove.ts', ...flags);
  const ended = await runTool(node, args, { cwd: root, signal, env, show: true });
  const proof =
    readProof(ended.output) ??
    suiteFailed('npm run prove', `it ended without its closing line (${ended.ending})`);
  if (!ended.ok && proof.failed.length === 0)
    proof.failed.push({ name: 'npm run prove', message: ended.ending });
  return proof;
}
