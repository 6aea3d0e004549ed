import { z } from 'zod';

const Counts = z.array(z.strictObject({ labels: z.record(z.string(), z.string()), count: z.number() }));
const Names = ['accepted', 'refused', 'sent', 'failed', 'waiting', 'incoming', 'outgoing'] as const;
const TailNames = ['decided', 'met', 'decisions', 'evicted', 'tooLarge', 'lateSpans'] as const;

/** What the components of the Collector counted, as an observation keeps it. */
export const KeptCountersSchema = z.record(z.enum([...Names, ...TailNames]), Counts);
