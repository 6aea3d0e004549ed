import { z } from 'zod';
import type { KeptAs } from '#grading/experiment.ts';
import { SERVICES } from '#system/part-names.ts';
import { decodeTrace } from '#telemetry/otlp/decode-trace.ts';
import { encodeTrace } from '#telemetry/otlp/encode-trace.ts';
import { OtlpTraceSchema } from '#telemetry/otlp/otlp.ts';
import { KeptLineSchema, keepLine, readKeptLine } from '../kept-line.ts';
import { KeptAnswerSchema, KeptProbeSchema } from '../kept-probe.ts';
import type { Stopped } from './seen.ts';

/** What became of the requests of a service that was stopped, with traces of a few in OTLP’s JSON encoding. */
const KeptStoppingSchema = z.strictObject({
  format: z.literal(1).describe('Grows with every change that older observations cannot be read by'),
  service: z.enum(SERVICES),
  requests: z.array(
    z.strictObject({
      ...{ probe: KeptProbeSchema, book: z.string(), answer: KeptAnswerSchema },
      stored: z.boolean().describe('Whether Tempo holds anything of its trace'),
    }),
  ),
  asked: z.number().describe('When the stop was asked for'),
  ended: z.number().describe('When the process had ended'),
  exit: z.strictObject({ code: z.number().nullable(), signal: z.string().nullable() }).optional(),
  unanswered: z.string().optional().describe('Why it is not known of some whether they are stored'),
  lines: z.array(KeptLineSchema),
  samples: OtlpTraceSchema.describe('Traces of a few requests'),
});

/** How what a stop was seen to lose is kept in a file. */
export const keptStopping: KeptAs<Stopped> = {
  schema: KeptStoppingSchema,
  fold: ({ lines, samples, ...rest }) => ({
    format: 1,
    ...rest,
    lines: lines.map(keepLine),
    samples: encodeTrace(samples),
  }),
  unfold(kept) {
    const { format: _, lines, samples, exit, unanswered, ...rest } = KeptStoppingSchema.parse(kept);
    return {
      ...rest,
      ...(exit && { exit }),
      ...(unanswered !== undefined && { unanswered }),
      lines: lines.map(readKeptLine),
      samples: decodeTrace(samples),
    };
  },
};
