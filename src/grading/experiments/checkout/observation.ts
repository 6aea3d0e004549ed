import { z } from 'zod';
import { SERVICES } from '#system/part-names.ts';
import { decodeTrace } from '#telemetry/otlp/decode-trace.ts';
import { encodeTrace } from '#telemetry/otlp/encode-trace.ts';
import { OtlpTraceSchema } from '#telemetry/otlp/otlp.ts';
import type { Observation, ProbeResult } from './probes/probe-result.ts';

const Service = z.enum(SERVICES);
const ProbeResultSchema = z.strictObject({
  probe: z.strictObject({ traceId: z.string(), spanId: z.string(), orderId: z.string(), header: z.string() }),
  answer: z.strictObject({ status: z.number(), body: z.string(), sent: z.number(), answered: z.number() }),
  traceIds: z.array(z.string()).describe('Traces that the probe’s ids, order or log lines led to'),
  logs: z.array(
    z.strictObject({
      service: Service,
      traceId: z.string(),
      spanId: z.string(),
      sampled: z.boolean().optional(),
      message: z.string(),
    }),
  ),
});

/** What a check saw of a real bench, once settled: its traces in OTLP’s JSON encoding, and what goes with them. */
export const KeptObservationSchema = z.strictObject({
  answer: z.string().describe('Hash of the files that were laid over the Bookstore'),
  checkout: ProbeResultSchema,
  orders: ProbeResultSchema,
  catalog: ProbeResultSchema,
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
export type KeptObservation = z.infer<typeof KeptObservationSchema>;

/** An observation in the shape in which it is kept. */
export function foldObservation(observation: Observation, answer: string) {
  const { checkout, orders, catalog, settled, collector, exportErrors, detachedRoots } = observation;
  const all = [checkout, orders, catalog].flatMap(({ spans }) => spans).concat(detachedRoots);
  const spans = [...new Map(all.map((span) => [`${span.traceId}/${span.spanId}`, span])).values()];
  return {
    answer,
    checkout: fold(checkout),
    orders: fold(orders),
    catalog: fold(catalog),
    settled,
    collector,
    exportErrors,
    traces: encodeTrace(spans),
  };
}

/** The observation, from the shape in which it is kept. */
export function unfoldObservation({ traces, answer: _, ...rest }: KeptObservation): Observation {
  const spans = decodeTrace(traces);
  const unfold = ({ traceIds, logs, ...result }: KeptObservation['checkout']): ProbeResult => ({
    ...result,
    logs: logs.map((log) => ({ ...log, sampled: log.sampled })),
    spans: spans.filter(({ traceId }) => traceIds.includes(traceId)),
  });
  const { checkout, orders, catalog } = rest;
  const led = new Set([checkout, orders, catalog].flatMap(({ traceIds }) => traceIds));
  return {
    ...rest,
    checkout: unfold(checkout),
    orders: unfold(orders),
    catalog: unfold(catalog),
    detachedRoots: spans.filter(({ traceId }) => !led.has(traceId)),
  };
}

function fold({ spans, ...result }: ProbeResult) {
  return { ...result, traceIds: [...new Set(spans.map(({ traceId }) => traceId))] };
}
