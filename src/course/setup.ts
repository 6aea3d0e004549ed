import { z } from 'zod';
import { OPTIONAL } from '#system/part-names.ts';
import { refuseRepeats } from './load/refuse-doubles.ts';
import { ModulePathSchema } from './module-path.ts';

/** What the bench of a lab runs besides the services: files of the workspace, so that a learner can change them. */
export const SetupSchema = z
  .strictObject({
    collector: ModulePathSchema.optional().describe(
      'The Collector’s configuration, a file of the lab’s start; without it the bench’s own runs',
    ),
    environment: ModulePathSchema.optional().describe(
      'More variables for the services, a YAML file of the lab’s start: service, then variable and value',
    ),
    parts: z
      .array(z.enum(OPTIONAL))
      .default([])
      .describe(
        'Parts of the stack beyond Collector and Tempo; they are built and started when the lab is opened',
      ),
  })
  .superRefine(({ parts }, context) => refuseRepeats(parts, ['parts'], context));
export type Setup = z.infer<typeof SetupSchema>;
