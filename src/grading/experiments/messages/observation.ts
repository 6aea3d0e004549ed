import { z } from 'zod';
import type { KeptAs } from '#grading/experiment.ts';
import { SERVICES } from '#system/part-names.ts';
import { decodeTrace } from '#telemetry/otlp/decode-trace.ts';
import { encodeTrace } from '#telemetry/otlp/encode-trace.ts';
import { OtlpTraceSchema } from '#telemetry/otlp/otlp.ts';
import type { Span } from '#telemetry/trace/span.ts';
import { KeptLineSchema, keepLine, readKeptLine } from '../kept-line.ts';
import { KeptAnswerSchema, KeptLogSchema, KeptProbeSchema, readKeptLog } from '../kept-probe.ts';
import { keyOf, spansByKey } from '../kept-spans.ts';
import type { MessagesSeen } from './seen.ts';

const Service = z.enum(SERVICES);
const KeptMessageSchema = z.strictObject({
  event: z.enum(['published', 'delivered']),
  ...{ queue: z.string(), time: z.number(), messageId: z.string() },
  headers: z.array(
    z.strictObject({
      name: z.string(),
      type: z.enum(['text', 'bytes', 'integer', 'boolean', 'other']),
      value: z.string(),
    }),
  ),
  properties: z.record(z.string(), z.string()).optional(),
  ...{ body: z.string(), redelivered: z.boolean() },
});
const KeptLeftSchema = z.strictObject({
  probe: KeptProbeSchema,
  spans: z.array(z.string()).describe('Trace id and span id of every span that has to do with the order'),
  logs: z.array(KeptLogSchema),
  messages: z.array(KeptMessageSchema),
});

/** What a check saw on both sides of the queue: copies of messages, and spans in OTLP’s JSON encoding. */
const KeptMessagesSchema = z.strictObject({
  format: z.literal(1).describe('Grows with every change that older observations cannot be read by'),
  payments: z.array(
    KeptLeftSchema.extend({
      role: z.enum(['plain', 'slow', 'declined', 'flaky', 'tracestate', 'unsampled', 'late']),
      label: z.string(),
      answer: KeptAnswerSchema,
    }),
  ),
  direct: z.array(KeptLeftSchema.extend({ role: z.enum(['text-header', 'no-header', 'integer-header']) })),
  panics: z.array(KeptLineSchema),
  settled: z.boolean(),
  tapProblem: z.string().optional(),
  exportErrors: z.partialRecord(Service, z.string()),
  traces: OtlpTraceSchema.describe('Spans of all these traces'),
});
type KeptMessages = z.infer<typeof KeptMessagesSchema>;
type KeptLeft = z.infer<typeof KeptLeftSchema>;

/** How an observation of messages is kept in a file. */
export const keptMessages: KeptAs<MessagesSeen> = {
  schema: KeptMessagesSchema,
  fold,
  unfold: (kept) => unfold(KeptMessagesSchema.parse(kept)),
};

/** Ordinary checkouts that are kept of an attempt: those that are kept beside them differ from each other. */
const PLAIN = 4;

function fold({ payments, direct, panics, settled, tapProblem, exportErrors }: MessagesSeen): object {
  const plain = payments.filter(({ role }) => role === 'plain').slice(PLAIN);
  const kept = payments.filter((one) => !plain.includes(one));
  const all = [...kept, ...direct].flatMap(({ spans }) => spans);
  const spans = [...spansByKey(all).values()];
  const withKeys = <Left extends { spans: readonly Span[] }>(one: Left) => ({
    ...one,
    spans: one.spans.map(keyOf),
  });
  return {
    format: 1,
    payments: kept.map(withKeys),
    direct: direct.map(withKeys),
    panics: panics.slice(0, 1).map(keepLine),
    ...{ settled, exportErrors, ...(tapProblem && { tapProblem }) },
    traces: encodeTrace(spans),
  };
}

function unfold({ traces, payments, direct, panics, tapProblem, ...rest }: KeptMessages): MessagesSeen {
  const spans = spansByKey(decodeTrace(traces));
  const { format: _, ...seen } = rest;
  const left = <Left extends KeptLeft>({ spans: keys, logs, ...one }: Left) => ({
    ...one,
    logs: logs.map(readKeptLog),
    spans: keys.flatMap((key) => spans.get(key) ?? []),
  });
  return {
    ...seen,
    payments: payments.map(left),
    direct: direct.map(left),
    panics: panics.map(readKeptLine),
    ...(tapProblem && { tapProblem }),
  };
}
