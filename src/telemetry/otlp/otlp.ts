import { z } from 'zod';

// Tempo leaves out what is empty, writes ids in base64 and enums by name; other senders of OTLP JSON write ids
// in hex and enums as numbers. Both are read.
const Ids = z.string().default('');
const Nanos = z.union([z.string(), z.number()]).default('0');
const KeyValue = z.object({ key: z.string(), value: z.unknown() });
const Attributes = z.array(KeyValue).default([]);

const ScopeSchema = z.object({ name: z.string().optional(), attributes: Attributes }).optional();
export type OtlpScope = z.infer<typeof ScopeSchema>;

const SpanSchema = z.object({
  traceId: Ids,
  spanId: Ids,
  parentSpanId: Ids,
  traceState: z.string().default(''),
  name: z.string().default(''),
  kind: z.union([z.string(), z.number()]).default(0),
  startTimeUnixNano: Nanos,
  endTimeUnixNano: Nanos,
  attributes: Attributes,
  events: z
    .array(z.object({ timeUnixNano: Nanos, name: z.string().default(''), attributes: Attributes }))
    .default([]),
  links: z
    .array(
      z.object({ traceId: Ids, spanId: Ids, traceState: z.string().default(''), attributes: Attributes }),
    )
    .default([]),
  status: z
    .object({ code: z.union([z.string(), z.number()]).default(0), message: z.string().optional() })
    .default({ code: 0 }),
});
export type OtlpSpan = z.infer<typeof SpanSchema>;

/** The part of OTLP's JSON encoding that a trace is made of. */
export const OtlpTraceSchema = z.object({
  resourceSpans: z
    .array(
      z.object({
        resource: z.object({ attributes: Attributes }).default({ attributes: [] }),
        scopeSpans: z
          .array(
            z.object({
              scope: ScopeSchema,
              spans: z.array(SpanSchema).default([]),
            }),
          )
          .default([]),
      }),
    )
    .default([]),
});
