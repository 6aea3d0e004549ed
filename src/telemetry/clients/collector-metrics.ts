import type { BackendAnswer } from './answer.ts';
import { readCollectorPage } from './collector-page.ts';
import { type Series, seriesIn } from './prometheus-text.ts';

/** What the Collector counted since it was started. */
export interface CollectorCounts {
  /** Spans its receivers took. */
  accepted: number;
  refused: number;
  /** Spans its exporters handed on, or could not; not those to Jaeger, which has copies only. */
  sent: number;
  failed: number;
  /** Traces that tail sampling decided not to keep. */
  sampledOut: number;
}

/** Reads the Collector's own metrics. */
export async function collectorCounts(
  url: string,
  signal: AbortSignal,
): Promise<BackendAnswer<CollectorCounts>> {
  return readCollectorPage(url, signal, (text) => {
    const series = seriesIn(text);
    return {
      accepted: sumOf(series, 'otelcol_receiver_accepted_spans'),
      refused: sumOf(series, 'otelcol_receiver_refused_spans'),
      sent: sumOf(series, 'otelcol_exporter_sent_spans', isNoCopy),
      failed: sumOf(series, 'otelcol_exporter_send_failed_spans', isNoCopy),
      sampledOut: sumOf(
        series,
        'otelcol_processor_tail_sampling_global_count_traces_sampled',
        ({ sampled }) => sampled === 'false',
      ),
    };
  });
}

/** What the Collector counted between two readings. */
export function growth(before: CollectorCounts, after: CollectorCounts): CollectorCounts {
  const names = Object.keys(after) as (keyof CollectorCounts)[];
  const grown = names.map((name) => [name, Math.max(0, after[name] - before[name])] as const);
  return Object.fromEntries(grown) as unknown as CollectorCounts;
}

function isNoCopy({ exporter }: Series['labels']): boolean {
  return !exporter?.endsWith('/jaeger');
}

/** Adds up the series of a metric; all, or those with certain labels. One that is not there has counted nothing. */
function sumOf(
  series: readonly Series[],
  metric: string,
  wanted: (labels: Series['labels']) => boolean = () => true,
): number {
  return series
    .filter(({ name, labels }) => name === metric && wanted(labels))
    .reduce((sum, { value }) => sum + value, 0);
}
