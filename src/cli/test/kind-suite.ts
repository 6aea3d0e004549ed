import { checkRequirements } from '#runtimes/kind/requirements.ts';
import { type KindSettings, readKindSettings } from '#runtimes/kind/settings.ts';
import { chooseFolders } from '#runtimes/state/folders.ts';
import { runTool } from '../setup/run-tool.ts';
import { everyState, provenBy } from './proof-suite.ts';
import type { SuiteResult } from './suite.ts';
import { addResults } from './summary.ts';
import { vitestSuite } from './vitest-suite.ts';

/** The bench on a kind cluster: its own tests, then a few of each lab's states proved on it; skipped, with the reason, where there is no cluster to be had. */
export async function kindSuite(root: string, signal: AbortSignal): Promise<SuiteResult> {
  const settings = readKindSettings(
    { cluster: process.env['SPANWISE_KIND_CLUSTER'] ?? 'spanwise-test' },
    process.env,
  );
  if (typeof settings === 'string') throw new Error(settings);
  const missing = await whatIsMissing(settings, signal);
  if (missing) return { passed: 0, failed: [], skipped: [{ name: 'kind', reason: missing }] };
  const env = { SPANWISE_KIND_CLUSTER: settings.cluster };
  const before = await clusters(root, signal);
  try {
    const tests = await vitestSuite('kind', env)(root, signal);
    const proof = await provenBy(root, ['--runtime', 'kind', '--small-sample', ...everyState()], env, signal);
    return addResults([tests, proof]);
  } finally {
    // One that was there before is somebody's.
    if (!before.includes(settings.cluster) && settings.context === undefined)
      await runTool('kind', ['delete', 'cluster', '--name', settings.cluster], { cwd: root, signal });
  }
}

async function whatIsMissing(settings: KindSettings, signal: AbortSignal): Promise<string | undefined> {
  const givenReason = process.env['SPANWISE_KIND_SKIP'];
  if (givenReason) return givenReason;
  const { cache } = chooseFolders({ port: 0 });
  const missing = (await checkRequirements(settings, cache, signal)).filter(({ ok }) => !ok);
  return missing.map(({ name, detail }) => `${name}: ${detail}`).join('; ') || undefined;
}

async function clusters(root: string, signal: AbortSignal): Promise<string[]> {
  const { output } = await runTool('kind', ['get', 'clusters'], { cwd: root, signal });
  return output.split('\n').map((line) => line.trim());
}
