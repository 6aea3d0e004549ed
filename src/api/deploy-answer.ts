import { z } from 'zod';
import { CompileErrorSchema } from './events.ts';

/** Answer of POST /api/labs/:lab/deploy: what became of the learner's edits on their way to running services. */
export const DeployAnswerSchema = z.strictObject({
  status: z.enum(['ok', 'does-not-build', 'does-not-configure', 'does-not-start', 'broken']),
  service: z.string().optional().describe('The service that is not running as edited'),
  part: z
    .string()
    .optional()
    .describe('The part that refuses its file; with `broken` the part at fault, where it is not the service'),
  restarted: z.array(z.string()).optional().describe('With `ok`: what was started again'),
  errors: z.array(CompileErrorSchema).optional().describe('With `does-not-build`'),
  output: z.string().optional().describe('With `does-not-build`: all that the compiler said'),
  lastLines: z
    .array(z.string())
    .optional()
    .describe('With `does-not-start`: of what it logged last the lines that say why, the most telling first'),
  exit: z
    .strictObject({ code: z.number().nullable(), signal: z.string().nullable() })
    .nullable()
    .optional()
    .describe('With `does-not-start`: how it ended, null when it runs and is not ready'),
  file: z.string().optional().describe('With `does-not-configure`: the file, relative to the workspace'),
  line: z.number().int().optional().describe('With `does-not-configure`: the line, where it is known'),
  path: z.string().optional().describe('With `does-not-configure`: where in the file'),
  message: z.string().optional().describe('With `does-not-configure`: what is wrong there'),
  reason: z.string().optional().describe('With `broken`: what of the bench is at fault'),
});
export type DeployAnswer = z.infer<typeof DeployAnswerSchema>;
