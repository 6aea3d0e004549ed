import { z } from 'zod';
import { MessageHeaderSchema } from '#course/message-header.ts';

/** A message as RabbitMQ had it. */
export const MessageViewSchema = z.strictObject({
  time: z.number().describe('Milliseconds since the Unix epoch, when it was sent'),
  queue: z.string(),
  messageId: z.string().describe('Empty where its sender gave it none'),
  headers: z.array(MessageHeaderSchema),
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
