import { z } from 'zod';

const Value = z.union([z.string(), z.number(), z.boolean()]);
const Attributes = z.record(z.string(), Value);

/** A span with all that it holds, as `lab trace --full` prints it. */
export const WholeSpanSchema = z.strictObject({
  spanId: z.string(),
  depth: z.number().int().describe('Depth in the tree, 0 for a root or an orphan'),
  service: z.string(),
  name: z.string(),
  kind: z.string().describe('OTLP’s kind, in lower case'),
  status: z.enum(['unset', 'ok', 'error']),
  statusMessage: z.string().optional(),
  traceState: z.string().optional(),
  scope: z.string().optional(),
  attributes: Attributes,
  events: z.array(z.strictObject({ name: z.string(), attributes: Attributes })),
  links: z.array(z.strictObject({ traceId: z.string(), spanId: z.string(), attributes: Attributes })),
  resource: Attributes,
});
export type WholeSpan = z.infer<typeof WholeSpanSchema>;

/** GET /api/traces/:traceId/spans: everything that Tempo holds of a trace, in tree order. */
export const WholeTraceSchema = z.strictObject({
  traceId: z.string(),
  spans: z.array(WholeSpanSchema),
});
export type WholeTrace = z.infer<typeof WholeTraceSchema>;
