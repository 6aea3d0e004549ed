import { z } from 'zod';
import { RequestsSchema } from '../answers/requests.ts';
import { refuseDoubles } from '../load/refuse-doubles.ts';

const Id = z.string().regex(/^[a-z][a-z0-9-]*$/);

/**
 * content/chapters/<NN-slug>/recordings.yaml: what the chapter shows of a real run. `npm run record` sends the requests, runs
 * the commands and keeps what came of them in recorded.json beside it.
 */
export const RecordingsSchema = z
  .strictObject({
    lab: z.string().describe('Lab whose terminal the commands are run in, at the start of its first step'),
    requests: RequestsSchema.describe('Sent first, as a learner would, in order'),
    outputs: z
      .array(
        z.strictObject({
          id: Id.describe('Name by which <Recorded /> shows it'),
          run: z
            .string()
            .min(1)
            .describe('Lines for the shell; may hold placeholders of the requests, such as {{slow.trace}}'),
        }),
      )
      .default([]),
    traces: z
      .array(
        z.strictObject({
          id: Id.describe('Name by which <RecordedTrace /> shows it'),
          of: Id.describe('The request that left it'),
        }),
      )
      .default([]),
  })
  .superRefine(({ outputs, traces, requests }, context) => {
    refuseDoubles(outputs, ['outputs'], context);
    refuseDoubles(traces, ['traces'], context);
    for (const [index, { of }] of traces.entries()) {
      if (requests.some(({ id }) => id === of)) continue;
      context.addIssue({
        ...{ code: 'custom', path: ['traces', index, 'of'], message: `the id of a request, not “${of}”` },
        params: { next: `name one of ${requests.map(({ id }) => id).join(', ')}` },
      });
    }
  });
export type Recordings = z.infer<typeof RecordingsSchema>;
