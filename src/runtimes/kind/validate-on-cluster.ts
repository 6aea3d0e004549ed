import { validateCollector } from '../collector/validate-collector.ts';
import type { KindContext } from './context.ts';
import { podCollectorVariables } from './pod-collector-variables.ts';

/** What the Collector's program has against these files, merged into one configuration and read as in the pod. */
export async function validateOnCluster(
  context: KindContext,
  program: string | undefined,
  configFiles: readonly string[],
  signal: AbortSignal,
): Promise<string | undefined> {
  // A program for another system cannot judge here; then the pod does.
  if (program && context.target) return undefined;
  const asked = { program, configFiles, env: PLACEHOLDERS, cwd: context.folders.state };
  return validateCollector(asked, signal);
}

/** The variables of the chart's pod. */
const PLACEHOLDERS = podCollectorVariables();
