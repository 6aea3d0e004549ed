import type { z } from 'zod';
import { ask, type BackendAnswer } from './answer.ts';
import { ExemplarsSchema, InstantSchema, RangeSchema } from './prometheus-answers.ts';
import { asJson, bodyOf, readAs } from './read-json.ts';
import type { TimeRange } from './time-range.ts';

/** Asks Prometheus' HTTP API. Whatever goes wrong comes back as a value; only the signal makes a call throw. */
export interface Prometheus {
  /** The value of each series of an expression now; a scalar is a series without labels. */
  instant(query: string, signal: AbortSignal): Promise<FromPrometheus<MetricSeries[]>>;
  /** The values of each series of an expression in a range, `step` milliseconds apart. */
  range(
    query: string,
    range: TimeRange & { step: number },
    signal: AbortSignal,
  ): Promise<FromPrometheus<MetricSeries[]>>;
  /** The exemplars that were scraped in a range with the series an expression names. */
  exemplars(query: string, range: TimeRange, signal: AbortSignal): Promise<FromPrometheus<Exemplar[]>>;
}

type FromPrometheus<T> = BackendAnswer<T, 'prometheus'>;

/** A series with its samples, oldest first. */
export interface MetricSeries {
  /** With the metric's name as `__name__`, where the expression keeps it. */
  labels: Record<string, string>;
  samples: { time: number; value: string }[];
}

/** A measurement that a service kept with its trace. */
export interface Exemplar {
  /** Labels of the series. */
  labels: Record<string, string>;
  /** As Prometheus writes it. */
  value: string;
  /** Milliseconds since the Unix epoch. */
  time: number;
  traceId?: string;
  spanId?: string;
}

/** Milliseconds for an answer; Prometheus itself gives a query up after two minutes. */
const TIMEOUT = 5000;
/** Prometheus' answer about exemplars of an expression that names no series. */
const NO_CONTENT = 204;

/** A client of the Prometheus at `baseUrl`. */
export function prometheusAt(baseUrl: string): Prometheus {
  const get = <Schema extends z.ZodType, T>(
    path: string,
    parameters: Record<string, string>,
    signal: AbortSignal,
    schema: Schema,
    read: (answer: z.infer<Schema>) => T,
  ): Promise<FromPrometheus<T>> =>
    ask('prometheus', { timeoutMs: TIMEOUT, signal }, async (both) => {
      const answer = await fetch(
        `${baseUrl}/api/v1/${path}?${new URLSearchParams(parameters)}`,
        asJson(both),
      );
      const body = answer.status === NO_CONTENT ? {} : await bodyOf(answer, 'Prometheus');
      return read(readAs(schema, body, 'Prometheus'));
    });
  return {
    instant: (query, signal) =>
      get('query', { query }, signal, InstantSchema, ({ data }) =>
        data.resultType === 'scalar'
          ? [{ labels: {}, samples: [sample(data.result)] }]
          : data.result.map(({ metric, value }) => ({ labels: metric, samples: [sample(value)] })),
      ),
    range: (query, { step, ...range }, signal) =>
      get(
        'query_range',
        { query, ...seconds(range), step: String(step / 1000) },
        signal,
        RangeSchema,
        ({ data }) =>
          data.result.map(({ metric, values }) => ({ labels: metric, samples: values.map(sample) })),
      ),
    exemplars: (query, range, signal) =>
      get('query_exemplars', { query, ...seconds(range) }, signal, ExemplarsSchema, ({ data }) =>
        data.flatMap(({ seriesLabels, exemplars }) =>
          exemplars.map(({ labels: { trace_id: traceId, span_id: spanId }, value, timestamp }) => ({
            labels: seriesLabels,
            value,
            time: Math.round(timestamp * 1000),
            ...(traceId && { traceId }),
            ...(spanId && { spanId }),
          })),
        ),
      ),
  };
}

function sample([time, value]: [number, string]): { time: number; value: string } {
  return { time: Math.round(time * 1000), value };
}

function seconds({ start, end }: TimeRange): { start: string; end: string } {
  return { start: String(start / 1000), end: String(end / 1000) };
}
