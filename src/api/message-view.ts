import { z } from 'zod';

/** A message as RabbitMQ had it. */
export const MessageViewSchema = z.strictObject({
  time: z.number().describe('Milliseconds since the Unix epoch, when it was sent'),
  queue: z.string(),
  messageId: z.string().describe('Empty where its sender gave it none'),
  headers: z.array(
    z.strictObject({
      name: z.string(),
      type: z.string().describe('Of the value, in AMQP: text, bytes, integer, boolean or other'),
      value: z.string(),
    }),
  ),
  body: z.string(),
  deliveries: z.number().int().describe('How often it was given to a receiver by now'),
});
export type MessageView = z.infer<typeof MessageViewSchema>;

/** GET /api/messages: the newest messages of the queue of payments, oldest first. */
export const MessageListSchema = z.strictObject({
  messages: z.array(MessageViewSchema),
  problem: z.string().optional().describe('Why none are seen now'),
});
export type MessageList = z.infer<typeof MessageListSchema>;
