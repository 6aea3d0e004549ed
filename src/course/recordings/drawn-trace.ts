import { z } from 'zod';

/** A span as pages draw it, of a bench that runs or from a recording. Times are milliseconds; `start` counts from the first span shown. */
export const DrawnSpanSchema = z.strictObject({
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
export type DrawnSpan = z.infer<typeof DrawnSpanSchema>;

/** One trace, spans in tree order. */
export const DrawnTraceSchema = z.strictObject({
  traceId: z.string(),
  began: z
    .number()
    .describe('Milliseconds since the Unix epoch at which the first span began; 0 where there is no span'),
  spans: z.array(DrawnSpanSchema),
  waterfall: z.string().describe('The same as a text waterfall'),
});
export type DrawnTrace = z.infer<typeof DrawnTraceSchema>;
