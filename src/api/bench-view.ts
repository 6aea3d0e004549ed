import { z } from 'zod';
import { CheckRunSchema } from './check-run.ts';
import { PartViewSchema, RunningLabSchema } from './events.ts';
import { RuntimeViewSchema } from './runtime-view.ts';

/** GET /api/bench: the state of the bench now, for those who do not follow its events. */
export const BenchViewSchema = z.strictObject({
  ready: z.boolean().describe('Whether labs can be done'),
  reason: z.string().optional().describe('Why not'),
  runtime: RuntimeViewSchema,
  parts: z.array(PartViewSchema),
  running: RunningLabSchema.optional().describe('Absent until services were built'),
  check: CheckRunSchema.optional().describe('The check that runs now'),
});
export type BenchView = z.infer<typeof BenchViewSchema>;
