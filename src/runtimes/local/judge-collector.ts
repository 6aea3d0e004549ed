import { validateCollector } from '../validate-collector.ts';
import type { Context } from './context.ts';
import { collectorEnvironment } from './parts/collector.ts';

/** What the Collector's program has against these files, merged into one configuration. */
export async function judgeCollector(
  context: Context,
  program: string | undefined,
  configFiles: readonly string[],
  signal: AbortSignal,
): Promise<string | undefined> {
  if (!program) return 'the Collector has not been built yet';
  const env = collectorEnvironment(context);
  return validateCollector({ program, configFiles, env, cwd: context.folders.state }, signal);
}
