import type { BackendAnswer } from './answer.ts';
import { readCollectorPage } from './collector-page.ts';
import { type Series, seriesIn } from './prometheus-text.ts';

/** Whose counts these are, by the Collector's labels: receiver and transport, exporter, port and path, processor, policy. */
type Labels = Readonly<Record<string, string>>;

/** What each component of the Collector counted since it was started. A component that met nothing is not listed. */
export interface CollectorCounters {
  /** Spans that receivers took; labels `receiver`, `transport`. */
  accepted: CountOf[];
  refused: CountOf[];
  /** Spans that exporters handed on; labels `exporter` and, of those that send somewhere, `server_port` and `url_path`. */
  sent: CountOf[];
  failed: CountOf[];
  /** Requests that wait in an exporter's queue now; while an exporter tries again, nothing counts as failed. */
  waiting: CountOf[];
  /** Items that went into and out of processors; label `processor`. tail_sampling and batch do not count. */
  incoming: CountOf[];
  outgoing: CountOf[];
  /** Traces on which tail sampling decided; labels `policy`, `sampled`, `decision`. */
  decided: CountOf[];
  /** Traces that tail sampling met. */
  met: CountOf[];
  /** Traces on which all policies together decided, each counted once; label `sampled`. */
  decisions: CountOf[];
  /** Traces that tail sampling pushed out before a decision, and those that were too large for it. */
  evicted: CountOf[];
  tooLarge: CountOf[];
  /** Spans that came after the decision on their trace. */
  lateSpans: CountOf[];
}

interface CountOf {
  labels: Labels;
  count: number;
}

const METRICS: Readonly<Record<keyof CollectorCounters, string>> = {
  accepted: 'otelcol_receiver_accepted_spans',
  refused: 'otelcol_receiver_refused_spans',
  sent: 'otelcol_exporter_sent_spans',
  failed: 'otelcol_exporter_send_failed_spans',
  waiting: 'otelcol_exporter_queue_size',
  incoming: 'otelcol_processor_incoming_items',
  outgoing: 'otelcol_processor_outgoing_items',
  decided: 'otelcol_processor_tail_sampling_count_traces_sampled',
  met: 'otelcol_processor_tail_sampling_new_trace_id_received',
  decisions: 'otelcol_processor_tail_sampling_global_count_traces_sampled',
  evicted: 'otelcol_processor_tail_sampling_sampling_trace_dropped_too_early',
  tooLarge: 'otelcol_processor_tail_sampling_traces_dropped_too_large',
  lateSpans: 'otelcol_processor_tail_sampling_sampling_late_span_age_count',
};

/** Reads the Collector's own metrics, each component for itself. */
export async function collectorCounters(
  url: string,
  signal: AbortSignal,
): Promise<BackendAnswer<CollectorCounters>> {
  return readCollectorPage(url, signal, (text) => {
    const series = seriesIn(text);
    const entries = Object.entries(METRICS).map(([key, name]) => [key, countsOf(series, name)] as const);
    return Object.fromEntries(entries) as unknown as CollectorCounters;
  });
}

/** Adds up the counts whose labels have these values; a series is absent until its first event, which is 0. */
export function totalOf(counts: readonly CountOf[], wanted: Labels = {}): number {
  const all = Object.entries(wanted);
  return counts
    .filter(({ labels }) => all.every(([name, value]) => labels[name] === value))
    .reduce((sum, { count }) => sum + count, 0);
}

/** What was counted between two readings; a component that was started anew meanwhile counts from nothing. */
export function countersGrowth(before: CollectorCounters, after: CollectorCounters): CollectorCounters {
  const keys = Object.keys(after) as (keyof CollectorCounters)[];
  const grown = keys.map((key) => {
    // A queue's length is no sum.
    if (key === 'waiting') return [key, after[key]] as const;
    const known = new Map(before[key].map(({ labels, count }) => [labelsKey(labels), count]));
    const counts = after[key].map(({ labels, count }) => {
      const earlier = known.get(labelsKey(labels)) ?? 0;
      return { labels, count: count >= earlier ? count - earlier : count };
    });
    return [key, counts] as const;
  });
  return Object.fromEntries(grown) as unknown as CollectorCounters;
}

function labelsKey(labels: Labels): string {
  return JSON.stringify(Object.entries(labels).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

function countsOf(series: readonly Series[], name: string): CountOf[] {
  return series.filter((one) => one.name === name).map(({ labels, value }) => ({ labels, count: value }));
}
