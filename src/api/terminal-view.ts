import { z } from 'zod';
import { DeployAnswerSchema } from './deploy-answer.ts';

/** A terminal of the learner, as GET /api/terminals lists it; see docs/api.md for the calls. */
export const TerminalViewSchema = z.strictObject({
  id: z
    .string()
    .describe('128 random bits, hex; also the last part of its websocket path /api/terminals/:id/socket'),
  name: z.string(),
  exited: z.boolean(),
  outdated: z
    .array(z.string())
    .describe('Variables of the bench that a terminal opened now has with another value, or not at all'),
  lab: z.string().optional().describe('The lab in whose workspace the shell was opened'),
});
export type TerminalView = z.infer<typeof TerminalViewSchema>;

/** POST /api/labs/:lab/steps/:step/commands/:command/run: sends the command’s own text, looked up by the server. */
export const RunCommandSchema = z.strictObject({ terminal: z.string().describe('Terminal id') });

/** 200 when sent, 409 with the reason it was refused. */
export const RunResultSchema = z.strictObject({
  sent: z.boolean(),
  reason: z
    .enum(['busy', 'typed', 'exited', 'unknown-prompt', 'other-shell', 'outdated', 'other-lab'])
    .optional(),
  message: z.string().optional(),
  deployed: DeployAnswerSchema.optional().describe(
    'What became of the saved files before the line was sent; absent where they had to stay as they are',
  ),
});
export type RunResult = z.infer<typeof RunResultSchema>;
