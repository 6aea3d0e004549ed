import { z } from 'zod';
import type { KeptAs } from '#grading/experiment.ts';
import { SERVICES } from '#system/part-names.ts';
import { decodeTrace } from '#telemetry/otlp/decode-trace.ts';
import { encodeTrace } from '#telemetry/otlp/encode-trace.ts';
import { OtlpTraceSchema } from '#telemetry/otlp/otlp.ts';
import { KeptLineSchema, keepLine, readKeptLine } from '../kept-line.ts';
import { KeptAnswerSchema, KeptProbeSchema } from '../kept-probe.ts';
import { type OwnTraces, ownTraceOf } from './seen.ts';

const Service = z.enum(SERVICES);

/** What a check saw of the learner's own traces: their spans in OTLP’s JSON encoding, and what goes with them. */
const KeptOwnTracesSchema = z.strictObject({
  format: z.literal(1).describe('Grows with every change that older observations cannot be read by'),
  traces: z.array(
    z.strictObject({
      traceId: z.string(),
      answered: z.boolean(),
      growing: z.boolean(),
      lines: z.array(KeptLineSchema).describe('Lines of services that name the trace'),
    }),
  ),
  more: z.boolean(),
  spanIds: z.record(z.string(), z.array(z.string())).describe('Traces that hold a span, by its id'),
  control: z.strictObject({
    ...{ probe: KeptProbeSchema, answer: KeptAnswerSchema, stored: z.boolean(), whole: z.boolean() },
    problem: z.string().optional(),
  }),
  // Observations of before this was kept are of labs that do not ask for it.
  since: z.number().default(0).describe('When the step was begun, in milliseconds since the Unix epoch'),
  answers: z.record(z.string(), z.unknown()).describe('What the learner answered, by question'),
  searchProblem: z.string().optional(),
  exportErrors: z.partialRecord(Service, z.string()),
  unreached: z.strictObject({ service: Service, error: z.string() }).optional(),
  spans: OtlpTraceSchema.describe('The spans of all these traces and of the control'),
});
type KeptOwnTraces = z.infer<typeof KeptOwnTracesSchema>;

/** How an observation of the learner's own traces is kept in a file. */
export const keptOwnTraces: KeptAs<OwnTraces> = {
  schema: KeptOwnTracesSchema,
  fold,
  unfold: (kept) => unfold(KeptOwnTracesSchema.parse(kept)),
};

function fold({ traces, control: { spans: ofControl, ...control }, ...rest }: OwnTraces): object {
  return {
    format: 1,
    ...rest,
    traces: traces.map(({ traceId, answered, growing, lines }) => ({
      ...{ traceId, answered, growing },
      lines: lines.map(keepLine),
    })),
    control,
    spans: encodeTrace([...ofControl, ...traces.flatMap(({ spans }) => spans)]),
  };
}

function unfold({
  format: _,
  traces,
  spans,
  control,
  unreached,
  searchProblem,
  ...rest
}: KeptOwnTraces): OwnTraces {
  const byTrace = Map.groupBy(decodeTrace(spans), ({ traceId }) => traceId);
  const spansOf = (traceId: string) => byTrace.get(traceId) ?? [];
  const { problem, ...ofControl } = control;
  return {
    ...rest,
    ...(searchProblem && { searchProblem }),
    ...(unreached && { unreached }),
    control: { ...ofControl, spans: spansOf(control.probe.traceId), ...(problem && { problem }) },
    traces: traces.map(({ lines, ...one }) =>
      ownTraceOf({
        ...one,
        spans: spansOf(one.traceId),
        lines: lines.map(readKeptLine),
      }),
    ),
  };
}
