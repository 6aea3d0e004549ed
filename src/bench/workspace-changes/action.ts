import { z } from 'zod';

const Step = z.string();

/** What somebody asks for who wants another state of a workspace. */
export const ActionSchema = z.discriminatedUnion('reason', [
  z.strictObject({ reason: z.literal('open'), step: Step }),
  z.strictObject({ reason: z.literal('reset-step'), step: Step }),
  z.strictObject({ reason: z.literal('solve'), step: Step }),
  z.strictObject({ reason: z.literal('skip'), step: Step, next: Step.optional() }),
  z.strictObject({ reason: z.literal('reset-lab') }),
  z.strictObject({ reason: z.literal('reset-file'), step: Step, path: z.string() }),
  z.strictObject({
    reason: z.literal('restore'),
    copy: z.string().describe('Id of the backup; journals on the disk have it by this name'),
  }),
]);
export type Action = z.infer<typeof ActionSchema>;
