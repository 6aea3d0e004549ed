import { z } from 'zod';
import { DrawnSpanSchema, DrawnTraceSchema } from '#course/recordings/drawn-trace.ts';
import { DeployAnswerSchema } from './deploy-answer.ts';

/** A span as the page draws it. Times are milliseconds; `start` counts from the first span shown. */
export const SpanViewSchema = DrawnSpanSchema;
export type SpanView = z.infer<typeof SpanViewSchema>;

/** One trace, spans in tree order. */
export const TraceViewSchema = DrawnTraceSchema;
export type TraceView = z.infer<typeof TraceViewSchema>;

/** GET /api/traces?q=<TraceQL>: traces that match, newest first; without `q` the requests sent to the Bookstore that no check sent. */
export const TraceListSchema = z.strictObject({
  traces: z.array(
    z.strictObject({
      traceId: z.string(),
      service: z.string().describe('Service of the root span; empty where it is not stored'),
      name: z.string().describe('Name of the root span, or of what was sought where it is not stored'),
      start: z.number().describe('Milliseconds since the Unix epoch'),
      duration: z.number().describe('Milliseconds; 0 for what is shorter than one'),
    }),
  ),
  matching: z.number().optional().describe('How many traces match the query, listed or not'),
  more: z.boolean().optional().describe('Whether more may match than were looked for'),
});
export type TraceList = z.infer<typeof TraceListSchema>;

/** Answer of POST /api/labs/:lab/checkout: one checkout and all it left behind. */
export const CheckoutResultSchema = z.strictObject({
  orderId: z.string(),
  traceId: z.string().describe('Trace id the request was sent with'),
  httpStatus: z.number().describe('0 when storefront did not answer'),
  answer: z.string(),
  traces: z.array(TraceViewSchema).describe('Every trace that carries this order, the request’s own first'),
  logs: z
    .array(
      z.strictObject({ service: z.string(), traceId: z.string(), spanId: z.string(), message: z.string() }),
    )
    .describe(
      'One line per service with this order’s key; of catalog, which knows no order, a line of the request',
    ),
  deployed: DeployAnswerSchema.optional().describe(
    'What became of the saved files before the request was sent; absent while a check runs, which must not be disturbed',
  ),
});
export type CheckoutResult = z.infer<typeof CheckoutResultSchema>;

/** GET /api/traces/:traceId → TraceView, without spans when Tempo has none */
