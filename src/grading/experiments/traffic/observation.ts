import { z } from 'zod';
import type { KeptAs } from '#grading/experiment.ts';
import { SERVICES } from '#system/part-names.ts';
import { decodeTrace } from '#telemetry/otlp/decode-trace.ts';
import { encodeTrace } from '#telemetry/otlp/encode-trace.ts';
import { OtlpTraceSchema } from '#telemetry/otlp/otlp.ts';
import { KeptCountersSchema } from '../kept-counters.ts';
import { KeptLineSchema, keepLine, readKeptLine } from '../kept-line.ts';
import { KeptAnswerSchema, KeptLogSchema, KeptProbeSchema, readKeptLog } from '../kept-probe.ts';
import type { Traffic } from './seen.ts';

const Service = z.enum(SERVICES);
const KeptRequestSchema = z.strictObject({
  label: z.string().describe('What tells its group from the others'),
  probe: KeptProbeSchema,
  to: z.enum(['storefront', 'orders', 'catalog']),
  ...{ book: z.string(), card: z.string(), answer: KeptAnswerSchema },
  logs: z.array(KeptLogSchema).describe('The first line of each service'),
  lastLine: z.number().optional().describe('Milliseconds from the request to the last line about it'),
  stored: z.strictObject({
    outcome: z.enum(['whole', 'holes', 'none']),
    ...{ spans: z.number(), services: z.array(Service), missing: z.array(Service), orphans: z.number() },
  }),
});

/** What a check saw of many requests: each in short, and a few whole traces in OTLP’s JSON encoding. */
const KeptTrafficSchema = z.strictObject({
  format: z.literal(1).describe('Grows with every change that older observations cannot be read by'),
  requests: z.array(KeptRequestSchema),
  collector: KeptCountersSchema.optional().describe('What the Collector counted meanwhile, by component'),
  ...{ decided: z.boolean(), settled: z.boolean() },
  control: z.strictObject({ stored: z.boolean(), problem: z.string().optional() }),
  complaints: z.array(KeptLineSchema),
  exportErrors: z.partialRecord(Service, z.string()),
  unreached: z.strictObject({ service: Service, error: z.string() }).optional(),
  samples: OtlpTraceSchema.describe('The spans of whole traces of a few requests of each kind'),
});
type KeptTraffic = z.infer<typeof KeptTrafficSchema>;

/** How an observation of many requests is kept in a file. */
export const keptTraffic: KeptAs<Traffic> = {
  schema: KeptTrafficSchema,
  fold: ({ samples, complaints, ...rest }) => ({
    format: 1,
    ...rest,
    complaints: complaints.map(keepLine),
    samples: encodeTrace(samples.flatMap(({ spans }) => spans)),
  }),
  unfold: (kept) => unfold(KeptTrafficSchema.parse(kept)),
};

function unfold({ format: _, samples, requests, collector, unreached, ...rest }: KeptTraffic): Traffic {
  const byTrace = Map.groupBy(decodeTrace(samples), ({ traceId }) => traceId);
  return {
    ...rest,
    requests: requests.map(({ lastLine, logs, ...one }) => ({
      ...one,
      logs: logs.map(readKeptLog),
      ...(lastLine !== undefined && { lastLine }),
    })),
    ...(collector && { collector }),
    ...(unreached && { unreached }),
    complaints: rest.complaints.map(readKeptLine),
    samples: [...byTrace].map(([traceId, spans]) => ({ traceId, spans })),
  };
}
