import { nodeTool } from '../setup/node-tool.ts';
import { runTool } from '../setup/run-tool.ts';
import { readProof } from './read-proof.ts';
import { type SuiteResult, suiteFailed } from './suite.ts';
import { addResults } from './summary.ts';
import { vitestSuite } from './vitest-suite.ts';

/**
 * Judges kept observations, then proves the labs on the real stack; each state counts as one test, and one that was
 * proved before with the same files, checks and engine as one skip. Several hundred states take longer than the
 * integration may: it proves a sample, which changes with the commit, of what was proved before as well; the kept
 * observations of all states are judged by the unit tests each time.
 */
export async function proofSuite(root: string, signal: AbortSignal): Promise<SuiteResult> {
  const judged = await vitestSuite('labs')(root, signal);
  return addResults([judged, await provenBy(root, [...sampleInCi(), ...everyState()], {}, signal)]);
}

function sampleInCi(): string[] {
  return process.env['CI'] ? ['--sample'] : [];
}

/** The flags that leave out nothing that was proved before, where the run is the integration's. */
export function everyState(): string[] {
  return process.env['CI'] ? ['--all'] : [];
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
