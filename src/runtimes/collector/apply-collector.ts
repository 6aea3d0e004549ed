import { newestLines } from '../logs/newest-lines.ts';
import type { LogLine, PartStatus } from '../runtime.ts';

/** One change of the Collector's configuration; `C` is how the runtime names a configuration. */
interface ConfigChange<C> {
  /** What the Collector's program has against the wanted one. */
  judge: (signal: AbortSignal) => Promise<string | undefined>;
  wanted: C;
  inUse: C;
  /** Restarts the Collector with this one; resolves when it is ready or has failed. */
  use: (config: C, signal: AbortSignal) => Promise<PartStatus>;
  status: () => PartStatus;
  logs: () => readonly LogLine[];
}

/** Lets the Collector judge a configuration, then runs it; one that it does not start with is taken back. */
export async function applyCollectorConfig<C>(
  { judge, wanted, inUse, use, status, logs }: ConfigChange<C>,
  signal: AbortSignal,
): Promise<{ ok: boolean; error?: string }> {
  const refusal = await judge(signal);
  if (refusal !== undefined) return { ok: false, error: refusal };
  const before = status().generation;
  const after = await use(wanted, signal);
  if (after.state === 'ready') return { ok: true };
  const lines = newestLines(logs(), before, 5);
  await use(inUse, signal);
  return { ok: false, error: [after.reason, ...lines].filter(Boolean).join('\n') };
}
