import type { BackendAnswer } from './answer.ts';
import { readCollectorPage } from './collector-page.ts';

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
  return readCollectorPage(url, signal, (text) => ({
    accepted: sumOf(text, 'otelcol_receiver_accepted_spans'),
    refused: sumOf(text, 'otelcol_receiver_refused_spans'),
    sent: sumOf(text, 'otelcol_exporter_sent_spans', isNoCopy),
    failed: sumOf(text, 'otelcol_exporter_send_failed_spans', isNoCopy),
    sampledOut: sumOf(text, 'otelcol_processor_tail_sampling_global_count_traces_sampled', (labels) =>
      labels.includes('sampled="false"'),
    ),
  }));
}

/** What the Collector counted between two readings. */
export function growth(before: CollectorCounts, after: CollectorCounts): CollectorCounts {
  const names = Object.keys(after) as (keyof CollectorCounts)[];
  const grown = names.map((name) => [name, Math.max(0, after[name] - before[name])] as const);
  return Object.fromEntries(grown) as unknown as CollectorCounts;
}

function isNoCopy(labels: string): boolean {
  return !labels.includes('/jaeger"');
}

/** Adds up the series of a counter in the Prometheus text format, called with or without `_total`; all, or those with certain labels. */
export function sumOf(text: string, metric: string, wanted = (_labels: string) => true): number {
  const line = new RegExp(`^${metric}(?:_total)?(\\{[^\\n]*\\})? ([0-9.eE+-]+)(?: [0-9]+)?$`, 'gm');
  return [...text.matchAll(line)]
    .filter(([, labels = '']) => wanted(labels))
    .reduce((sum, [, , value]) => sum + Number(value), 0);
}
