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
export async function changeConfig<C>(
  { judge, wanted, inUse, use, status, logs }: ConfigChange<C>,
  signal: AbortSignal,
): Promise<
  | { status: 'ok' }
  | { status: 'refused'; reason: string; text: string }
  | { status: 'broken'; reason: string }
> {
  const refusal = await judge(signal);
  if (refusal !== undefined) return { status: 'refused', reason: refusal, text: '' };
  const before = status().generation;
  const after = await use(wanted, signal);
  if (after.state === 'ready') return { status: 'ok' };
  const reason = [after.reason, ...newestLines(logs(), before, LINES)].filter(Boolean).join('\n');
  const restored = await use(inUse, signal);
  // What ran a moment ago does not run any more either, or somebody outside ended it: that is no word on the file.
  const isOutside = typeof after.lastExit?.signal === 'string' && after.lastExit.time >= after.since - 1000;
  return restored.state !== 'ready' || isOutside
    ? { status: 'broken', reason }
    : { status: 'refused', reason, text: '' };
}

/** The line that says why is the last one; those before it say what was being started. */
const LINES = 5;
