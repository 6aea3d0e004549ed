import { z } from 'zod';
import { DeployAnswerSchema } from './deploy-answer.ts';

/** A span as the page draws it. Times are milliseconds; `start` counts from the first span shown. */
export const SpanViewSchema = z.strictObject({
  traceId: z.string(),
  spanId: z.string(),
  parentSpanId: z.string().optional(),
  service: z.string(),
  name: z.string(),
  kind: z.enum(['unspecified', 'internal', 'server', 'client', 'producer', 'consumer']),
  start: z.number(),
  duration: z.number(),
  status: z.enum(['unset', 'ok', 'error']),
  depth: z.number().int().describe('Depth in the tree, 0 for a root or an orphan'),
  orphan: z.boolean().describe('Has a parent id that is not stored, and should be'),
  outside: z
    .boolean()
    .optional()
    .describe('True where its parent was started outside the Bookstore, by a caller who need not store it'),
  attributes: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
});
export type SpanView = z.infer<typeof SpanViewSchema>;

/** One trace, spans in tree order. */
export const TraceViewSchema = z.strictObject({
  traceId: z.string(),
  began: z
    .number()
    .describe('Milliseconds since the Unix epoch at which the first span began; 0 where there is no span'),
  spans: z.array(SpanViewSchema),
  waterfall: z.string().describe('The same as a text waterfall'),
});
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
    .describe('One line per service with this order’s key'),
  deployed: DeployAnswerSchema.optional().describe(
    'What became of the saved files before the request was sent; absent while a check runs, which must not be disturbed',
  ),
});
export type CheckoutResult = z.infer<typeof CheckoutResultSchema>;

/** GET /api/traces/:traceId → TraceView (404 when Tempo has none) */
