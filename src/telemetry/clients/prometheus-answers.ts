import { z } from 'zod';

const Labels = z.record(z.string(), z.string());
/** Seconds since the Unix epoch, and the value as text, because JSON has no NaN and no infinity. */
const Sample = z.tuple([z.number(), z.string()]);

/** Answer of /api/v1/query to an expression whose series have plain values; one of histograms is refused. */
export const InstantSchema = z.object({
  data: z.discriminatedUnion('resultType', [
    z.object({
      resultType: z.literal('vector'),
      result: z.array(z.object({ metric: Labels, value: Sample })),
    }),
    z.object({ resultType: z.literal('scalar'), result: Sample }),
  ]),
});

/** Answer of /api/v1/query_range. */
export const RangeSchema = z.object({
  data: z.object({
    resultType: z.literal('matrix'),
    result: z.array(z.object({ metric: Labels, values: z.array(Sample) })),
  }),
});

/** Answer of /api/v1/query_exemplars; without `data` where the expression names no series. */
export const ExemplarsSchema = z.object({
  data: z
    .array(
      z.object({
        seriesLabels: Labels,
        exemplars: z.array(
          z.object({
            labels: Labels,
            value: z.string(),
            timestamp: z.number().describe('Seconds since the Unix epoch'),
          }),
        ),
      }),
    )
    .default([]),
});
