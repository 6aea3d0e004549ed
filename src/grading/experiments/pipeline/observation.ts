import { z } from 'zod';
import type { KeptAs } from '#grading/experiment.ts';
import { SERVICES } from '#system/part-names.ts';
import { decodeTrace } from '#telemetry/otlp/decode-trace.ts';
import { encodeTrace } from '#telemetry/otlp/encode-trace.ts';
import { OtlpTraceSchema } from '#telemetry/otlp/otlp.ts';
import { KeptCountersSchema } from '../kept-counters.ts';
import { KeptAnswerSchema, KeptProbeSchema } from '../kept-probe.ts';
import type { PipelineSeen } from './pipeline-seen.ts';

const Components = z.record(z.string(), z.unknown());
const Names = z.array(z.string());

/** What became of a few checkouts on their way through a Collector, with their spans in OTLP’s JSON encoding. */
const KeptPipelineSchema = z.strictObject({
  format: z.literal(1).describe('Grows with every change that older observations cannot be read by'),
  checkouts: z.array(
    z.strictObject({
      label: z.string().describe('What tells it from the others'),
      ...{ probe: KeptProbeSchema, answer: KeptAnswerSchema },
      trace: OtlpTraceSchema.describe('What Tempo holds of it'),
    }),
  ),
  counted: KeptCountersSchema.optional().describe('What each component of the Collector counted meanwhile'),
  graph: z
    .strictObject({
      pipelines: z.record(
        z.string(),
        z.strictObject({ receivers: Names, processors: Names, exporters: Names }),
      ),
      ...{ receivers: Components, processors: Components, exporters: Components, connectors: Components },
    })
    .optional()
    .describe('How the Collector reads its files'),
  exportErrors: z.partialRecord(z.enum(SERVICES), z.string()).describe('Complaints of services’ exporters'),
  complaints: z.array(z.strictObject({ component: z.string(), message: z.string() })),
  file: z.string().describe('The configuration, a path in the workspace'),
  settled: z.boolean(),
});

/** How what a pipeline was seen to do is kept in a file. */
export const keptPipeline: KeptAs<PipelineSeen> = {
  schema: KeptPipelineSchema,
  fold: ({ checkouts, ...rest }) => ({
    format: 1,
    checkouts: checkouts.map(({ spans, ...one }) => ({ ...one, trace: encodeTrace(spans) })),
    ...rest,
  }),
  unfold(kept) {
    const { format: _, checkouts, ...rest } = KeptPipelineSchema.parse(kept);
    return {
      ...rest,
      checkouts: checkouts.map(({ trace, ...one }) => ({ ...one, spans: decodeTrace(trace) })),
    };
  },
};
