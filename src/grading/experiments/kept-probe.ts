import { z } from 'zod';
import { SERVICES } from '#system/part-names.ts';
import type { KeyedLog } from './checkout/probes/probe-result.ts';

/** A request of a check as an observation keeps it. */
export const KeptProbeSchema = z.strictObject({
  ...{ traceId: z.string(), spanId: z.string(), orderId: z.string(), header: z.string() },
  tracestate: z.string().optional(),
});

/** How it was answered, as an observation keeps it. */
export const KeptAnswerSchema = z.strictObject({
  ...{ status: z.number(), body: z.string(), sent: z.number(), answered: z.number() },
});

/** A log line that belongs to a request, as an observation keeps it. */
export const KeptLogSchema = z.strictObject({
  service: z.enum(SERVICES),
  traceId: z.string(),
  spanId: z.string(),
  sampled: z.boolean().optional(),
  message: z.string(),
});

/** A kept log line as the experiments have it, whose flags are undefined where the line had none. */
export function readKeptLog(log: z.infer<typeof KeptLogSchema>): KeyedLog {
  return { ...log, sampled: log.sampled };
}
