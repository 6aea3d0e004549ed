import { z } from 'zod';
import { MessageHeaderSchema } from './message-header.ts';

const TraceId = z.string().describe('32 lower-case hex digits');
const SpanId = z.string().describe('16 lower-case hex digits');
const Note = z.string().describe('What is seen there, in one sentence');

const SpanEvidenceSchema = z.strictObject({
  kind: z.literal('span').describe('A span, or a trace as a whole'),
  traceId: z
    .string()
    .describe('Trace the fact is in, 32 lower-case hex digits; empty only in attempts of early versions'),
  spanId: SpanId.optional().describe('Span the fact is about, 16 lower-case hex digits'),
  service: z.string().describe('Service (or part of the stack) the fact is about'),
  note: Note,
});

const LogEvidenceSchema = z.strictObject({
  kind: z.literal('log').describe('A line that a service logged'),
  service: z.string().describe('Service that wrote it'),
  time: z
    .number()
    .optional()
    .describe('Milliseconds since the Unix epoch; absent where only the text was kept'),
  line: z.string().describe('The line, or its message where only that was kept'),
  field: z.string().optional().describe('Field of the line that the fact is about, such as trace_id'),
  traceId: TraceId.optional().describe('Trace that the line names, 32 lower-case hex digits'),
  spanId: SpanId.optional().describe('Span that the line names, 16 lower-case hex digits'),
  note: Note.optional(),
});

const MetricEvidenceSchema = z.strictObject({
  kind: z.literal('metric').describe('A sample of a time series'),
  series: z.string().describe('Name of the metric, or the expression that was evaluated'),
  value: z.string().describe('The sample as the store writes it, such as 0.95 or NaN'),
  labels: z.record(z.string(), z.string()).optional().describe('Labels of the series, the name left out'),
  exemplar: z
    .strictObject({
      traceId: TraceId,
      spanId: SpanId.optional(),
      value: z.string().optional().describe('What was measured in that trace'),
      time: z.number().optional().describe('Milliseconds since the Unix epoch'),
    })
    .optional()
    .describe('A trace that stands for the series'),
  note: Note.optional(),
});

const ConfigEvidenceSchema = z.strictObject({
  kind: z.literal('config').describe('A place in a file of the workspace: source or configuration'),
  file: z.string().describe('Path in the workspace'),
  line: z.number().int().positive().optional().describe('From 1'),
  column: z.number().int().positive().optional().describe('From 1'),
  path: z.string().optional().describe('Keys that lead there, such as service.pipelines.traces'),
  note: Note,
});

const BackendEvidenceSchema = z.strictObject({
  kind: z.literal('backend').describe('What a part of the bench holds or answers'),
  name: z.string().describe('The part, such as jaeger'),
  note: Note.describe('What it holds, or what it did instead of answering, in one sentence'),
});

const MessageEvidenceSchema = z.strictObject({
  kind: z.literal('message').describe('A message as RabbitMQ had it'),
  queue: z.string().describe('The queue it was sent to'),
  messageId: z.string().describe('Empty where its sender gave it none'),
  headers: z.array(MessageHeaderSchema),
  redelivered: z.boolean().optional().describe('Whether a receiver had it before'),
  traceId: TraceId.optional().describe('Trace of the request it was sent for, 32 lower-case hex digits'),
  note: Note.optional(),
});

/** One fact a verdict rests on, by kind. */
export const EvidenceSchema = z.discriminatedUnion('kind', [
  SpanEvidenceSchema,
  LogEvidenceSchema,
  MetricEvidenceSchema,
  ConfigEvidenceSchema,
  BackendEvidenceSchema,
  MessageEvidenceSchema,
]);
export type Evidence = z.infer<typeof EvidenceSchema>;

/**
 * What a check says of one attempt. `pass` and `fail` judge the learner; `inconclusive` means the evidence
 * did not arrive; `broken` means the bench, not the learner, is at fault. Texts come from findings.yaml.
 */
export const VerdictSchema = z.strictObject({
  status: z.enum(['pass', 'fail', 'inconclusive', 'broken']).describe('The four outcomes'),
  finding: z.string().optional().describe('Stable finding id; absent on pass'),
  title: z.string().describe('The finding in plain words'),
  observed: z.string().describe('What was seen'),
  expected: z.string().describe('What the step asks for'),
  evidence: z.array(EvidenceSchema).describe('The facts the verdict rests on, most telling first'),
  where: z.string().optional().describe('Where to look; never the fix'),
  next: z.string().optional().describe('The next action'),
  stage: z
    .string()
    .optional()
    .describe(
      'First stage that fails on the way from a request to its trace in a search, such as “orders: its exporter sends”',
    ),
  checkTrace: z
    .string()
    .optional()
    .describe('Trace that the check itself left in the bench’s Tempo, service spanwise'),
});
export type Verdict = z.infer<typeof VerdictSchema>;
