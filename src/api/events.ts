import { z } from 'zod';
import { CheckProblemSchema } from './check-run.ts';
import { AttemptSchema, FileTroubleSchema } from './lab-view.ts';
import { RuntimeViewSchema } from './runtime-view.ts';

export const PhaseSchema = z.strictObject({
  id: z.string(),
  title: z.string(),
  state: z.enum(['waiting', 'running', 'done', 'failed', 'skipped']),
  elapsed: z.number().describe('Milliseconds'),
  usual: z.number().optional().describe('Milliseconds it usually takes'),
  detail: z.string().optional(),
});

export const CompileErrorSchema = z.strictObject({
  file: z.string(),
  line: z.number().int(),
  column: z.number().int(),
  message: z.string(),
});

export const PartViewSchema = z.strictObject({
  part: z.string(),
  state: z.enum(['absent', 'building', 'starting', 'ready', 'stopped', 'failed', 'dead']),
  reason: z.string().optional(),
  since: z.number(),
  memory: z.number().optional(),
  build: z
    .strictObject({
      state: z.enum(['current', 'stale', 'building', 'failed']),
      errors: z.array(CompileErrorSchema),
    })
    .optional(),
});
export type PartView = z.infer<typeof PartViewSchema>;

/** A file of a lab's setup that does not run as it lies on disk. */
export const WaitingFileSchema = z.strictObject({
  path: z.string().describe('Relative to the Bookstore module'),
  state: z
    .enum(['waiting', 'step', 'refused'])
    .describe(
      'Saved and not yet applied; as the learner found it, and to come or to go with the step; or refused by the part that it configures',
    ),
  line: z.number().int().optional().describe('With `refused`: the line, where it is known'),
  message: z.string().optional().describe('With `refused`: what is wrong with it'),
});
export type WaitingFile = z.infer<typeof WaitingFileSchema>;

export const RunningLabSchema = z.strictObject({
  lab: z.string().describe('The lab whose files the services were built from last'),
  whole: z
    .boolean()
    .describe(
      'False while a service could not be built or started from them, and is of earlier files or another lab',
    ),
  waiting: z
    .array(WaitingFileSchema)
    .optional()
    .describe('Files of the lab’s setup that do not run as they lie on disk; absent where all do'),
});
export type RunningLab = z.infer<typeof RunningLabSchema>;

/** What the server pushes on the websocket /api/events, one JSON object a message. The first is `hello` with all state. */
export const BenchEventSchema = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('hello'),
    instance: z.string().describe('Changes when the server is restarted'),
    ready: z.boolean().describe('Whether labs can be done'),
    runtime: RuntimeViewSchema,
    phases: z.array(PhaseSchema),
    parts: z.array(PartViewSchema),
    lab: z.string().optional().describe('The lab the learner worked at last; absent while none was'),
    running: RunningLabSchema.optional().describe('Absent until services were built'),
  }),
  z.strictObject({
    type: z
      .literal('runtime')
      .describe(
        'The bench is being changed to another runtime, or has it now: these are all phases and parts',
      ),
    runtime: RuntimeViewSchema,
    phases: z.array(PhaseSchema),
    parts: z.array(PartViewSchema),
  }),
  z.strictObject({
    type: z.literal('running').describe('The services come from other files than before'),
    running: RunningLabSchema,
  }),
  z.strictObject({ type: z.literal('phase'), phase: PhaseSchema }),
  z.strictObject({ type: z.literal('ready'), ready: z.boolean(), reason: z.string().optional() }),
  z.strictObject({ type: z.literal('part'), part: PartViewSchema }),
  z.strictObject({
    type: z.literal('file').describe('A lab file was changed on disk, by whomever'),
    lab: z.string(),
    path: z.string(),
    version: z.string(),
    changed: z.boolean(),
    trouble: FileTroubleSchema.optional().describe('Why the page cannot edit it as it lies there'),
  }),
  z.strictObject({
    type: z
      .literal('lab')
      .describe('The lab was opened, reset, solved or restored, or a hint given: fetch it again'),
    lab: z.string(),
  }),
  z.strictObject({
    type: z.literal('check').describe('A check goes on'),
    lab: z.string(),
    step: z.string(),
    state: z.enum(['running', 'done', 'cancelled']),
    phase: z.string().optional(),
    attempt: AttemptSchema.optional(),
    problem: CheckProblemSchema,
  }),
  z.strictObject({
    type: z.literal('log'),
    part: z.string(),
    time: z.number(),
    text: z.string(),
    traceId: z.string().optional(),
  }),
  z.strictObject({
    type: z
      .literal('terminals')
      .describe('A terminal was opened or closed, or its shell ended: list them again'),
  }),
  z.strictObject({
    type: z.literal('course').describe('An author changed the course while the server runs'),
    news: z.enum(['labs', 'pages', 'wrong']).describe('Labs read again, pages built again, or a mistake'),
    labs: z.array(z.string()).optional().describe('Ids of the labs read again'),
    problem: z.string().optional().describe('The mistake; until it is mended the course stays as it was'),
  }),
]);
export type BenchEvent = z.infer<typeof BenchEventSchema>;
