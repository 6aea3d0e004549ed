import { z } from 'zod';

/** A header of a message, as a verdict and the list of messages show it. */
export const MessageHeaderSchema = z.strictObject({
  name: z.string(),
  type: z.string().describe('Of the value, in AMQP: text, bytes, integer, boolean or other'),
  value: z.string(),
});
