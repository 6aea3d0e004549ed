import { ask, type BackendAnswer } from './answer.ts';
import { seriesIn } from './prometheus-text.ts';

/** Milliseconds, as for the Collector's counters: the count only explains what was found otherwise. */
const TIMEOUT = 1500;
const METRIC = 'tempo_distributor_spans_received';

/** How many spans Tempo was sent since it was started, copies included: a copy of a span may be hidden when Tempo reads. */
export function tempoReceived(baseUrl: string, signal: AbortSignal): Promise<BackendAnswer<number>> {
  return ask('tempo', { timeoutMs: TIMEOUT, signal }, async (both) => {
    const answer = await fetch(`${baseUrl}/metrics`, { signal: both });
    if (!answer.ok) throw new Error(`Tempo's metrics answered ${answer.status}`);
    const series = seriesIn(await answer.text()).filter(({ name }) => name === METRIC);
    return series.reduce((sum, { value }) => sum + value, 0);
  });
}
