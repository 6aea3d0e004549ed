import { z } from 'zod';
import type { KeptAs } from '#grading/experiment.ts';
import { SERVICES } from '#system/part-names.ts';
import { decodeTrace } from '#telemetry/otlp/decode-trace.ts';
import { encodeTrace } from '#telemetry/otlp/encode-trace.ts';
import { OtlpTraceSchema } from '#telemetry/otlp/otlp.ts';
import { KeptCountersSchema } from '../kept-counters.ts';
import { KeptLineSchema, keepLine, readKeptLine } from '../kept-line.ts';
import { KeptRequestSchema, keepRequest, readKeptRequest, usualMessages } from './kept-request.ts';
import type { Traffic } from './seen.ts';

const Service = z.enum(SERVICES);
/** What a check saw of many requests: each in short, and a few whole traces in OTLP’s JSON encoding. */
const KeptTrafficSchema = z.strictObject({
  format: z.literal(1).describe('Grows with every change that older observations cannot be read by'),
  messages: z.partialRecord(Service, z.string()).describe('What each service says first of most requests'),
  requests: z.array(KeptRequestSchema),
  collector: KeptCountersSchema.optional().describe('What the Collector counted meanwhile, by component'),
  backlog: z.number().optional().describe('Traces of before on which the Collector had not decided'),
  samplingWait: z.number().optional().describe('Milliseconds, by the Collector’s configuration'),
  soonestDecision: z.number().optional().describe('The same for a trace with a root'),
  blocking: z.strictObject({ room: z.number(), metBefore: z.number() }).optional(),
  sampledPipelines: z.number().optional().describe('Pipelines with a tail sampler'),
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
  fold: ({ samples, complaints, requests, ...rest }) => {
    const messages = usualMessages(requests);
    return {
      format: 1,
      ...rest,
      messages,
      requests: requests.map((one) => keepRequest(one, messages)),
      complaints: complaints.map(keepLine),
      samples: encodeTrace(samples.flatMap(({ spans }) => spans)),
    };
  },
  unfold: (kept) => unfold(KeptTrafficSchema.parse(kept)),
};

function unfold(kept: KeptTraffic): Traffic {
  const {
    format: _,
    samples,
    messages,
    requests,
    collector,
    unreached,
    samplingWait,
    soonestDecision,
    blocking,
    sampledPipelines,
    backlog,
    ...rest
  } = kept;
  const byTrace = Map.groupBy(decodeTrace(samples), ({ traceId }) => traceId);
  return {
    ...rest,
    requests: requests.map((one) => readKeptRequest(one, messages)),
    ...(collector && { collector }),
    ...(unreached && { unreached }),
    ...(samplingWait !== undefined && { samplingWait }),
    ...(soonestDecision !== undefined && { soonestDecision }),
    ...(blocking && { blocking }),
    ...(sampledPipelines !== undefined && { sampledPipelines }),
    ...(backlog !== undefined && { backlog }),
    complaints: rest.complaints.map(readKeptLine),
    samples: [...byTrace].map(([traceId, spans]) => ({ traceId, spans })),
  };
}
