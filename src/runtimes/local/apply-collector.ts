import { validateCollector } from '../validate-collector.ts';
import type { Context } from './context.ts';
import { collectorEnvironment } from './parts/collector.ts';
import type { Supervisor } from './supervisor.ts';

/** Each the files that are merged into one configuration. */
interface ConfigChoice {
  wanted: readonly string[];
  inUse: readonly string[];
  use: (files: readonly string[]) => void;
}

/** Lets the Collector judge a configuration, then runs it; one that it does not start with is taken back. */
export async function applyCollectorConfig(
  context: Context,
  collector: Supervisor,
  program: string,
  signal: AbortSignal,
  { wanted, inUse, use }: ConfigChoice,
): Promise<{ ok: boolean; error?: string }> {
  if (!program) return { ok: false, error: 'the Collector has not been built yet' };
  const env = collectorEnvironment(context);
  const asked = { program, configFiles: wanted, env, cwd: context.folders.state };
  const refusal = await validateCollector(asked, signal);
  if (refusal !== undefined) return { ok: false, error: refusal };
  use(wanted);
  const status = await collector.restart(signal);
  if (status.state === 'ready') return { ok: true };
  const lines = context.logs
    .of('collector')
    .slice(-5)
    .map((line) => line.text);
  use(inUse);
  await collector.restart(signal);
  return { ok: false, error: [status.reason, ...lines].filter(Boolean).join('\n') };
}
