import { z } from 'zod';

/** Name of a question or of a choice. */
export const IdSchema = z
  .string()
  .regex(/^[a-z][a-z0-9-]*$/)
  .describe('Stable: answers are kept under it. Lower-case letters, digits and hyphens');

export const PromptSchema = z.string().min(1).describe('The question; inline Markdown');

export const BecauseSchema = z
  .string()
  .min(1)
  .describe('Shown after answering: why this is right, or what the mistake is');

/** Where a question stands. */
const PlaceSchema = z
  .enum(['end', 'inline'])
  .default('end')
  .describe(
    '`end`: among the questions at the end of the chapter. `inline`: where the chapter has <Question id="…" />',
  );

const EvidenceSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('trace').describe('A trace of the chapter’s recordings.yaml'),
    of: IdSchema.describe('Its id there'),
    without: z
      .array(
        z.strictObject({
          service: z.string().describe('Service of a span'),
          kind: z
            .enum(['internal', 'server', 'client', 'producer', 'consumer'])
            .describe('Kind of that span'),
        }),
      )
      .default([])
      .describe('Spans that are taken out of the picture, as if they had been lost'),
    shifted: z
      .strictObject({
        service: z.string().describe('Service whose clock is wrong'),
        ms: z.number().describe('Milliseconds that are added to all its times'),
      })
      .optional()
      .describe('Moves the spans of one service, as a wrong clock does'),
    title: z.string().min(1).describe('What the picture is of; says nothing of the answer'),
  }),
  z.strictObject({
    kind: z.literal('drawn').describe('A trace that is made up for the question'),
    title: z.string().min(1).describe('What the picture is of; says nothing of the answer'),
    spans: z
      .array(
        z.strictObject({
          service: z.string().min(1),
          name: z.string().min(1),
          kind: z.enum(['internal', 'server', 'client', 'producer', 'consumer']),
          depth: z.int().min(0).describe('Depth in the tree, 0 for the root'),
          start: z.number().min(0).describe('Milliseconds after the start of the trace'),
          duration: z.number().positive().describe('Milliseconds'),
        }),
      )
      .min(2)
      .describe('Parents before children, as they are drawn'),
  }),
  z.strictObject({
    kind: z.literal('output').describe('What a command of the chapter’s recordings.yaml printed'),
    of: IdSchema.describe('Its id there'),
    lines: z
      .array(z.int().positive())
      .min(1)
      .optional()
      .describe('Numbers of the lines that are shown, from 1; all where it is left out'),
    wrap: z.boolean().default(false).describe('Breaks long lines, as of logs; otherwise they are scrolled'),
    bars: z
      .boolean()
      .default(true)
      .describe('Whether the bars of `lab trace` are shown; without them its lines fit a column of text'),
  }),
  z.strictObject({
    kind: z.literal('code').describe('Lines of a configuration, a request, a log or a program'),
    text: z.string().min(1).describe('The lines, as they are shown'),
  }),
]);
export type QuestionEvidence = z.infer<typeof EvidenceSchema>;

/** What every question has besides its kind and its answers. */
export const questionParts = {
  id: IdSchema,
  prompt: PromptSchema,
  place: PlaceSchema,
  evidence: z
    .array(EvidenceSchema)
    .default([])
    .describe('What the question is about, shown above the answers: a waterfall, log lines, code'),
};
