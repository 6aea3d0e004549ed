import { z } from 'zod';

/** One file that differs between two states of a workspace. */
export const FileChangeSchema = z.strictObject({
  path: z.string().describe('Relative to the Bookstore module'),
  change: z
    .enum(['replaced', 'removed', 'created'])
    .describe('What happens to the file on the way from the first state to the second'),
  diff: z
    .string()
    .optional()
    .describe(
      'Unified diff without a file header; absent for files that are no text, or that must not be shown yet',
    ),
});
export type FileChange = z.infer<typeof FileChangeSchema>;

/**
 * GET /api/labs/:lab/changes?to=start|solution|lab|copy or ?from=start|solution|lab|copy, with &step= or &copy=.
 * `to` goes from the workspace to that state (what a call would do), `from` the other way (what the learner did).
 */
export const ChangesViewSchema = z.strictObject({
  step: z.string().optional().describe('The step asked about; absent for `lab` and `copy`'),
  changes: z.array(FileChangeSchema),
  seen: z.string().describe('Stands for these changes: give it to the call that makes them'),
});
export type ChangesView = z.infer<typeof ChangesViewSchema>;

/** The state of a workspace that was kept before something replaced it. */
export const CopyViewSchema = z.strictObject({
  id: z.string().describe('Names the copy; sorts by time'),
  time: z.number().describe('Milliseconds since the Unix epoch'),
  title: z.string().describe('Before what it was made, such as “before step 2 was solved”'),
  reason: z.enum(['open', 'reset-file', 'reset-step', 'reset-lab', 'solve', 'skip', 'restore']),
  step: z.string().optional(),
  files: z.array(z.string()).describe('The files that were replaced, removed or created then'),
  folder: z.string().describe('Absolute path of the folder with the kept files'),
});
export type CopyView = z.infer<typeof CopyViewSchema>;

/** Body of open, reset, solve and restore; may be left out. */
export const ChangeRequestSchema = z.strictObject({
  seen: z.string().optional().describe('From ChangesView: 409 when the workspace has changed since then'),
});

/** Body of POST /api/labs/:lab/steps/:step/skip; may be left out. */
export const SkipRequestSchema = ChangeRequestSchema.extend({
  open: z.boolean().default(true).describe('Whether to bring the workspace to the start of the next step'),
});

/** Body of POST /api/labs/:lab/restore; may be left out. */
export const RestoreRequestSchema = ChangeRequestSchema.extend({
  copy: z.string().optional().describe('Id of a kept copy; the newest when absent'),
});

/** Answer of open, reset, solve, skip and restore. */
export const ChangedSchema = z.strictObject({
  changes: z.array(FileChangeSchema).describe('What was changed; empty when the workspace was there already'),
  copy: CopyViewSchema.optional().describe('Where the state before is kept; absent when nothing was changed'),
  current: z.string().describe('The step the bench is at now'),
});
export type Changed = z.infer<typeof ChangedSchema>;
