import { z } from 'zod';
import type { KeptAs } from '#grading/experiment.ts';
import { SERVICES } from '#system/part-names.ts';
import { decodeTrace } from '#telemetry/otlp/decode-trace.ts';
import { encodeTrace } from '#telemetry/otlp/encode-trace.ts';
import { OtlpTraceSchema } from '#telemetry/otlp/otlp.ts';
import { KeptCountersSchema } from '../kept-counters.ts';
import { KeptGraphSchema } from '../kept-graph.ts';
import { KeptAnswerSchema, KeptProbeSchema } from '../kept-probe.ts';
import type { PipelineSeen } from './pipeline-seen.ts';

/** What became of a few checkouts on their way through a Collector, with their spans in OTLP’s JSON encoding. */
const KeptPipelineSchema = z.strictObject({
  format: z.literal(1).describe('Grows with every change that older observations cannot be read by'),
  checkouts: z.array(
    z.strictObject({
      kind: z.enum(['ordinary', 'declined', 'slow']),
      label: z.string().describe('What tells it from the others'),
      ...{ probe: KeptProbeSchema, answer: KeptAnswerSchema },
      trace: OtlpTraceSchema.describe('What Tempo holds of it'),
      inJaeger: OtlpTraceSchema.optional().describe('What Jaeger holds of it, where it was asked'),
    }),
  ),
  counted: KeptCountersSchema.optional().describe('What each component of the Collector counted meanwhile'),
  undecided: z.number().describe('Traces that tail sampling had not decided on when the check ended'),
  graph: KeptGraphSchema.optional(),
  exportErrors: z.partialRecord(z.enum(SERVICES), z.string()).describe('Complaints of services’ exporters'),
  complaints: z.array(z.strictObject({ component: z.string(), message: z.string() })),
  jaegerProblem: z.string().optional(),
  file: z.string().describe('The configuration, a path in the workspace'),
  settled: z.boolean(),
});

/** How what a pipeline was seen to do is kept in a file. */
export const keptPipeline: KeptAs<PipelineSeen> = {
  schema: KeptPipelineSchema,
  fold: ({ checkouts, ...rest }) => ({
    format: 1,
    checkouts: checkouts.map(({ spans, inJaeger, ...one }) => ({
      ...one,
      trace: encodeTrace(spans),
      ...(inJaeger && { inJaeger: encodeTrace(inJaeger) }),
    })),
    ...rest,
  }),
  unfold(kept) {
    const { format: _, checkouts, counted, graph, jaegerProblem, ...rest } = KeptPipelineSchema.parse(kept);
    return {
      ...rest,
      ...(counted && { counted }),
      ...(graph && { graph }),
      ...(jaegerProblem && { jaegerProblem }),
      checkouts: checkouts.map(({ trace, inJaeger, ...one }) => ({
        ...one,
        spans: decodeTrace(trace),
        ...(inJaeger && { inJaeger: decodeTrace(inJaeger) }),
      })),
    };
  },
};
