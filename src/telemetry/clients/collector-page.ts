import { ask, type BackendAnswer } from './answer.ts';

/** Milliseconds. The counters only explain a verdict, so that a check does not wait for them as long as for a trace. */
const TIMEOUT = 1500;

/** Reads the page of the Collector's own metrics, in the Prometheus text format, and makes a value of it. */
export function readCollectorPage<T>(
  url: string,
  signal: AbortSignal,
  read: (text: string) => T,
): Promise<BackendAnswer<T>> {
  return ask('collector', { timeoutMs: TIMEOUT, signal }, async (both) => {
    const answer = await fetch(url, { signal: both });
    if (!answer.ok) throw new Error(`the Collector's metrics answered ${answer.status}`);
    return read(await answer.text());
  });
}
