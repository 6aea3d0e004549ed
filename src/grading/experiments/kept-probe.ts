import { z } from 'zod';

/** A request of a check as an observation keeps it. */
export const KeptProbeSchema = z.strictObject({
  ...{ traceId: z.string(), spanId: z.string(), orderId: z.string(), header: z.string() },
  tracestate: z.string().optional(),
});

/** How it was answered, as an observation keeps it. */
export const KeptAnswerSchema = z.strictObject({
  ...{ status: z.number(), body: z.string(), sent: z.number(), answered: z.number() },
});
