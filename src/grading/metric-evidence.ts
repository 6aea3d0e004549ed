import type { Evidence } from '#course/verdict.ts';
import type { Exemplar, MetricSeries } from '#telemetry/clients/prometheus.ts';

/** The newest sample of a series as a fact of a verdict; `query` names a series that has lost its name in an expression. */
export function metricFact(
  query: string,
  { labels: { __name__: series = query, ...labels }, samples }: MetricSeries,
  { exemplar, note }: { exemplar?: Exemplar; note?: string } = {},
): Evidence {
  const { traceId, spanId, value, time } = exemplar ?? {};
  return {
    kind: 'metric',
    series,
    value: samples.at(-1)?.value ?? 'no sample',
    ...(Object.keys(labels).length > 0 && { labels }),
    ...(traceId && {
      exemplar: { traceId, ...(spanId && { spanId }), ...(value && { value }), ...(time && { time }) },
    }),
    ...(note && { note }),
  };
}
