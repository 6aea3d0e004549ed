import { z } from 'zod';
import { RUNTIME_NAMES } from '#system/runtime-name.ts';

const RuntimeNameSchema = z.enum(RUNTIME_NAMES);

/** Where the bench runs, and where else this server can run it. */
export const RuntimeViewSchema = z.strictObject({
  name: RuntimeNameSchema.describe('The runtime the bench has now, whether or not it is ready'),
  changing: RuntimeNameSchema.optional().describe(
    'The runtime it is being changed to: the old one is taken down',
  ),
  choices: z
    .array(
      z.strictObject({
        name: RuntimeNameSchema,
        where: z.string().describe('For people, such as “this machine”; follows “on”'),
        unusable: z
          .string()
          .optional()
          .describe('What is wrong with its settings, so that it cannot be chosen'),
      }),
    )
    .describe('All runtimes there are'),
});
export type RuntimeView = z.infer<typeof RuntimeViewSchema>;

/** Body of POST /api/bench/runtime → 202 + RuntimeView; how the change goes on comes as events. */
export const ChangeRuntimeSchema = z.strictObject({ runtime: RuntimeNameSchema });
