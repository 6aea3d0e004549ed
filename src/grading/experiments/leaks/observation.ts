import { z } from 'zod';
import type { KeptAs } from '#grading/experiment.ts';
import { SERVICES } from '#system/part-names.ts';
import { decodeTrace } from '#telemetry/otlp/decode-trace.ts';
import { encodeTrace } from '#telemetry/otlp/encode-trace.ts';
import { OtlpTraceSchema } from '#telemetry/otlp/otlp.ts';
import { KeptCountersSchema } from '../kept-counters.ts';
import { KeptGraphSchema } from '../kept-graph.ts';
import { KeptLineSchema, keepLine, readKeptLine } from '../kept-line.ts';
import { KeptAnswerSchema, KeptProbeSchema } from '../kept-probe.ts';
import { type LeakProbe, type LeaksSeen, STORES } from './seen.ts';

const Store = z.enum(STORES);
const Service = z.enum(SERVICES);

const KeptLeakSchema = z.strictObject({
  id: z.enum(['A', 'B', 'C', 'D']),
  label: z.string().describe('What tells it from the others'),
  declined: z.boolean(),
  canary: z
    .strictObject({
      ...{ card: z.string(), email: z.string() },
      texts: z
        .array(z.string())
        .optional()
        .describe('What the shop writes with a value in it, word for word'),
    })
    .describe('Made for this request: nobody’s address, and no issuer’s number'),
  ...{ probe: KeptProbeSchema, answer: KeptAnswerSchema },
  stored: z.partialRecord(Store, OtlpTraceSchema).describe('What each store holds of it'),
  lines: z.array(KeptLineSchema),
});

const KeptBeyondSchema = z.strictObject({
  seriesRead: z.number().describe('Series of the services’ metrics'),
  series: z
    .array(z.strictObject({ service: Service, name: z.string(), labels: z.record(z.string(), z.string()) }))
    .describe('Those that hold a value of a customer'),
  messages: z.array(
    z.strictObject({
      ...{ queue: z.string(), messageId: z.string() },
      headers: z.array(
        z.strictObject({
          name: z.string(),
          type: z.enum(['text', 'bytes', 'integer', 'boolean', 'other']),
          value: z.string(),
        }),
      ),
      properties: z.record(z.string(), z.string()).optional(),
    }),
  ),
  kept: z
    .array(z.strictObject({ orderId: z.string(), email: z.string().nullable() }))
    .optional()
    .describe('What the database keeps of the orders'),
  problem: z.string().optional(),
});

/** What four checkouts left in the stores and the logs, with their spans in OTLP’s JSON encoding. */
const KeptLeaksSchema = z.strictObject({
  format: z.literal(1).describe('Grows with every change that older observations cannot be read by'),
  probes: z.array(KeptLeakSchema),
  stores: z.array(Store).describe('The stores that were asked'),
  searched: z
    .array(z.strictObject({ place: z.string(), traceIds: z.array(z.string()) }))
    .describe('Traces that a search found the values in, by place'),
  beyond: KeptBeyondSchema.optional().describe('Metrics, and the headers of messages'),
  received: z.number().optional().describe('Spans that Tempo was sent meanwhile'),
  counted: KeptCountersSchema.optional().describe('What each component of the Collector counted meanwhile'),
  graph: KeptGraphSchema.optional(),
  exportErrors: z.partialRecord(Service, z.string()).describe('Complaints of services’ exporters'),
  complaints: z.array(z.strictObject({ component: z.string(), message: z.string() })),
  problems: z.partialRecord(Store, z.string()).describe('Why a store did not answer'),
  searchProblem: z.string().optional(),
  unreached: z.strictObject({ service: Service, error: z.string() }).optional(),
  answers: z.record(z.string(), z.string()).describe('What was typed for each question'),
  file: z.string().optional().describe('The configuration, a path in the workspace'),
  settled: z.boolean(),
});

/** How what the customers' values left behind is kept in a file. */
export const keptLeaks: KeptAs<LeaksSeen> = {
  schema: KeptLeaksSchema,
  fold: ({ probes, ...rest }) => ({
    format: 1,
    ...rest,
    probes: probes.map((one) => ({
      ...one,
      stored: eachStore(one.stored, encodeTrace),
      lines: one.lines.map(keepLine),
    })),
  }),
  unfold(kept) {
    const { format: _, probes, ...rest } = KeptLeaksSchema.parse(kept);
    return {
      ...(withoutAbsent(rest) as Omit<LeaksSeen, 'probes'>),
      probes: probes.map((one) => ({
        ...one,
        stored: eachStore(one.stored, decodeTrace) as LeakProbe['stored'],
        lines: one.lines.map(readKeptLine),
      })),
    };
  },
};

function eachStore<From, To>(
  stored: Readonly<Partial<Record<string, From>>>,
  change: (spans: From) => To,
): Record<string, To> {
  return Object.fromEntries(
    Object.entries(stored).flatMap(([store, spans]) => (spans ? [[store, change(spans)]] : [])),
  );
}

function withoutAbsent(kept: object): object {
  return Object.fromEntries(Object.entries(kept).filter(([, value]) => value !== undefined));
}
