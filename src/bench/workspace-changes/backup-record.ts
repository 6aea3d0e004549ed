import { z } from 'zod';
import { MarkSchema } from '#api/lab-view.ts';
import { CopyViewSchema } from '#api/workspace-change.ts';

/** Where a learner stands in a lab: the step the bench was brought to, and the marks of all steps. */
export const ProgressSnapshotSchema = z.strictObject({
  place: z
    .strictObject({
      step: z.string(),
      time: z.number(),
      attempt: z
        .number()
        .optional()
        .describe('The newest attempt then; earlier versions kept the time alone'),
    })
    .optional(),
  marks: z.array(
    z.strictObject({
      step: z.string(),
      mark: MarkSchema,
      time: z.number(),
      imported: z.boolean().optional().describe('From the record of another bench'),
    }),
  ),
});
export type ProgressSnapshot = z.infer<typeof ProgressSnapshotSchema>;

/** copy.json beside the files of a backup. Keys and file name are those that backups on learners’ disks have. */
export const BackupRecordSchema = z.strictObject({
  version: z.literal(1),
  lab: z.string(),
  time: z.number().describe('Milliseconds since the Unix epoch'),
  number: z
    .number()
    .optional()
    .describe(
      'Greater than that of every earlier backup of the lab, whatever the clock says; early ones have none',
    ),
  reason: CopyViewSchema.shape.reason,
  step: z.string().optional(),
  files: z.array(z.string()).describe('What was replaced, removed or created after it'),
  state: z.string().describe('Stands for all that was kept; equal backups have the same'),
  standing: ProgressSnapshotSchema.describe('Progress in the lab at that time'),
});
export type BackupRecord = z.infer<typeof BackupRecordSchema>;
