import { z } from 'zod';
import type { RuntimeName } from '#system/runtime-name.ts';
import { AnswerFieldSchema } from './answers/answer-field.ts';
import { refuseDoubles, refuseRepeats } from './load/refuse-doubles.ts';
import { ModulePathSchema } from './module-path.ts';
import { SetupSchema } from './setup.ts';

const Id = z.string().regex(/^[a-z][a-z0-9-]*$/);

const Line = z
  .string()
  .min(1)
  .refine((text) => !/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/.test(text), {
    error: 'text without control characters other than newline and tab',
    params: {
      next: 'write escapes such as \\033 for the command to expand; the line goes into a terminal as it is',
    },
  });

const RunSchema = z.union([
  Line,
  z.strictObject({
    local: Line.describe('The command where the bench runs on this machine'),
    kind: Line.describe('The command where the bench runs on a kind cluster'),
  } satisfies Record<RuntimeName, typeof Line>),
]);

/** A line the learner can run in the terminal by a button. The page sends ids; the server looks the text up here. */
export const StepCommandSchema = z.strictObject({
  id: Id.describe('Stable within the step'),
  title: z.string().describe('What running it shows, in a few words'),
  run: RunSchema.describe(
    'One shell command, or one for each runtime where they must differ; variables such as $STOREFRONT_URL work on both',
  ),
});
export type StepCommand = z.infer<typeof StepCommandSchema>;

/** One step of a lab: what to do, and the commands that go with it. */
export const StepSchema = z.strictObject({
  id: Id.describe('Stable within the lab'),
  title: z.string().describe('What the learner does, as an order'),
  minutes: z.number().int().positive().describe('Usual time to do it'),
  text: z.string().describe('What to do and what to watch, Markdown'),
  commands: z.array(StepCommandSchema).default([]).describe('Commands offered as buttons'),
  edits: z
    .boolean()
    .default(false)
    .describe('Whether the step asks for a change of files, so that its start must fail'),
  answers: z
    .array(AnswerFieldSchema)
    .default([])
    .describe('What the step asks the learner to answer, in the order shown; its start must fail then'),
  startGives: z
    .string()
    .min(1)
    .optional()
    .describe(
      'The finding that the start of the step gives; absent, it is answer-missing where there are questions, and else any',
    ),
  fewAlternatives: z
    .string()
    .min(1)
    .optional()
    .describe('Why a step with edits has fewer than two other right answers; only where that is so'),
  setup: SetupSchema.optional().describe('Replaces the lab’s setup from this step on'),
  hints: z.array(z.string()).max(3).default([]).describe('Up to three, each saying more than the last'),
});
export type Step = z.infer<typeof StepSchema>;

/** labs/<id>/lab.yaml */
export const LabSchema = z
  .strictObject({
    id: Id.describe('The folder name'),
    title: z.string().describe('Shown as the heading of the bench'),
    minutes: z.number().int().positive().describe('Usual time for all steps'),
    summary: z.string().describe('One or two sentences'),
    setup: SetupSchema.prefault({}).describe('What the bench runs for this lab besides the services'),
    files: z
      .array(ModulePathSchema)
      .min(1)
      .describe('Files the learner edits, relative to the Bookstore module, in tab order'),
    steps: z
      .array(StepSchema)
      .min(1)
      .describe('In order; a step starts where the solution of the one before it ends'),
  })
  .superRefine((lab, context) => {
    refuseDoubles(lab.steps, ['steps'], context);
    refuseRepeats(lab.files, ['files'], context);
    for (const [index, step] of lab.steps.entries()) {
      refuseDoubles(step.commands, ['steps', index, 'commands'], context);
      refuseDoubles(step.answers, ['steps', index, 'answers'], context);
      if (step.startGives !== undefined && !handsIn(step))
        context.addIssue({
          code: 'custom',
          path: ['steps', index, 'startGives'],
          message: 'no startGives where a step has neither edits nor answers',
          params: { next: 'take it out: the start of this step passes' },
        });
    }
  });
export type Lab = z.infer<typeof LabSchema>;

/** Whether a step asks for work: files to change, questions to answer, or both. Its start fails then. */
export function handsIn({ edits, answers }: Pick<Step, 'edits' | 'answers'>): boolean {
  return edits || answers.length > 0;
}

/** The finding that the start of a step gives; undefined where any will do, or where the start passes. */
export function startFinding({
  answers,
  startGives,
}: Pick<Step, 'answers' | 'startGives'>): string | undefined {
  return startGives ?? (answers.length > 0 ? 'answer-missing' : undefined);
}
