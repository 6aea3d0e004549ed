import { z } from 'zod';
import { SERVICES } from '#system/part-names.ts';
import { refuseDoubles } from '../load/refuse-doubles.ts';

const Headers = z
  .record(z.string(), z.string())
  .default({})
  .describe('Headers of the request, such as traceparent; none is added to them but the content type');

/** One request that is sent as a learner would send it. Texts may hold placeholders such as {{slow.trace}}. */
export const RequestSchema = z
  .strictObject({
    id: z
      .string()
      .regex(/^[a-z][a-z0-9-]*$/)
      .describe('Name of the request in placeholders'),
    checkout: z
      .strictObject({
        book: z.string().default('b-100').describe('Book that is bought'),
        card: z.string().default('4242424242424242').describe('Number of the card'),
      })
      .optional()
      .describe('A checkout at storefront, with the order {{id.order}}'),
    http: z
      .strictObject({
        to: z.enum(SERVICES).describe('Service it is sent to'),
        method: z.string().default('GET'),
        path: z.string().startsWith('/'),
        body: z.unknown().optional().describe('Sent as JSON'),
      })
      .optional()
      .describe('Any other request to a service'),
    otlp: z.unknown().optional().describe('An OTLP trace request in JSON, posted to the Collector'),
    headers: Headers,
  })
  .refine((one) => [one.checkout, one.http, one.otlp].filter((part) => part !== undefined).length === 1, {
    error: 'one of checkout, http and otlp',
    params: { next: 'name what is sent; `checkout: {}` is a checkout of b-100' },
  });
export type Request = z.infer<typeof RequestSchema>;

/** requests.yaml of an answer folder: what a learner has sent before the answers were typed, in order. */
export const RequestsSchema = z
  .array(RequestSchema)
  .min(1)
  .superRefine((requests, context) => refuseDoubles(requests, [], context));
