import { z } from 'zod';
import type { KeptAs } from '#grading/experiment.ts';
import { SERVICES } from '#system/part-names.ts';
import { decodeTrace } from '#telemetry/otlp/decode-trace.ts';
import { encodeTrace } from '#telemetry/otlp/encode-trace.ts';
import { OtlpTraceSchema } from '#telemetry/otlp/otlp.ts';
import { KeptAnswerSchema, KeptLogSchema, KeptProbeSchema, readKeptLog } from '../kept-probe.ts';
import { keyOf, spansByKey } from '../kept-spans.ts';
import type { Observation, ProbeResult } from './probes/probe-result.ts';

const Service = z.enum(SERVICES);
const ProbeResultSchema = z.strictObject({
  probe: KeptProbeSchema,
  answer: KeptAnswerSchema,
  spans: z.array(z.string()).describe('Trace id and span id of every span that has to do with the probe'),
  logs: z.array(KeptLogSchema),
});
type KeptResult = z.infer<typeof ProbeResultSchema>;

/** What a check saw of a real bench, once settled: its traces in OTLP’s JSON encoding, and what goes with them. */
const KeptObservationSchema = z.strictObject({
  format: z.literal(2).describe('Grows with every change that older observations cannot be read by'),
  checkouts: z.array(
    ProbeResultSchema.extend({
      labels: z.array(z.string()).describe('The checkouts that left the same behind'),
    }),
  ),
  unsampled: ProbeResultSchema.optional(),
  orders: ProbeResultSchema,
  catalog: ProbeResultSchema,
  books: z
    .array(ProbeResultSchema.extend({ book: z.string() }))
    .optional()
    .describe('Sent straight to catalog for other books'),
  settled: z.boolean(),
  collector: z
    .strictObject({
      accepted: z.number(),
      refused: z.number(),
      sent: z.number(),
      failed: z.number(),
      sampledOut: z.number(),
    })
    .optional()
    .describe('What the Collector counted meanwhile'),
  exportErrors: z.partialRecord(Service, z.string()),
  traces: OtlpTraceSchema.describe('Spans of all these traces, and roots of other traces of the same time'),
});
type KeptObservation = z.infer<typeof KeptObservationSchema>;

/**
 * Kinds of checkouts that are kept of an attempt. A healthy one leaves two or three kinds; where every checkout is
 * different, as when each adds a span to the next, these show it.
 */
const KINDS = 6;

/** How a checkout's observation is kept in a file. */
export const keptCheckout: KeptAs<Observation> = {
  schema: KeptObservationSchema,
  fold,
  unfold: (kept) => unfold(KeptObservationSchema.parse(kept)),
};

function fold({ checkouts, unsampled, orders, catalog, books, detachedRoots, ...rest }: Observation): object {
  const kept = checkouts.slice(0, KINDS);
  const results = [...kept, ...(unsampled ? [unsampled] : []), orders, catalog, ...(books ?? [])];
  const all = results.flatMap(({ spans }) => spans).concat(detachedRoots);
  const spans = [...spansByKey(all).values()];
  const { settled, collector, exportErrors } = rest;
  return {
    format: 2,
    checkouts: kept.map((one) => ({ ...foldResult(one), labels: one.labels })),
    ...(unsampled && { unsampled: foldResult(unsampled) }),
    orders: foldResult(orders),
    catalog: foldResult(catalog),
    ...(books && { books: books.map((one) => ({ ...foldResult(one), book: one.book })) }),
    ...{ settled, collector, exportErrors, traces: encodeTrace(spans) },
  };
}

function unfold({ traces, format: _, checkouts, unsampled, books, ...rest }: KeptObservation): Observation {
  const spans = spansByKey(decodeTrace(traces));
  const unfoldResult = ({ spans: keys, logs, ...result }: KeptResult): ProbeResult => ({
    ...result,
    logs: logs.map(readKeptLog),
    spans: keys.flatMap((key) => spans.get(key) ?? []),
  });
  const { orders, catalog } = rest;
  const results = [...checkouts, ...(unsampled ? [unsampled] : []), orders, catalog, ...(books ?? [])];
  const led = new Set(results.flatMap(({ spans: keys }) => keys));
  return {
    ...rest,
    checkouts: checkouts.map(({ labels, ...one }) => ({ ...unfoldResult(one), labels })),
    ...(unsampled && { unsampled: unfoldResult(unsampled) }),
    orders: unfoldResult(orders),
    catalog: unfoldResult(catalog),
    ...(books && { books: books.map(({ book, ...one }) => ({ ...unfoldResult(one), book })) }),
    detachedRoots: [...spans.values()].filter((span) => !led.has(keyOf(span))),
  };
}

function foldResult({ probe, answer, spans, logs }: ProbeResult) {
  return { probe, answer, spans: spans.map(keyOf), logs };
}
