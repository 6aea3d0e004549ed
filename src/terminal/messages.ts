import { z } from 'zod';

const count = z.number().int().nonnegative();
const size = {
  cols: z.number().describe('Columns; clamped to 2–500'),
  rows: z.number().describe('Rows; clamped to 1–200'),
};

/** What a client says in a command frame. The first frame on a socket must be `attach`. */
export const CommandMessageSchema = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('attach'),
    version: z.literal(1),
    client: z
      .string()
      .regex(/^[0-9a-f]{32}$/)
      .describe('128 random bits, kept while this page lives'),
    offset: count.nullable().describe('Output parsed so far, or null when the screen is new'),
    input: count.describe('Where the input begins that this client still keeps'),
    ...size,
  }),
  z.strictObject({ type: z.literal('resize'), ...size }),
]);
export type CommandMessage = z.infer<typeof CommandMessageSchema>;

/** What the shell is doing, as far as its prompt marks tell. */
export type PromptState = 'empty' | 'typed' | 'busy' | 'unknown' | 'exited';

/** How a shell ended. */
export interface ShellExit {
  code: number;
  signal: number;
}

/** What the server says in a notice frame. */
export type Notice =
  | {
      type: 'attached';
      version: 1;
      mode: 'resume' | 'snapshot';
      /** Where output begins: the client's own offset, or the snapshot's. */
      offset: number;
      /** Output before this offset was made before the attach: queries in it must not be answered. */
      until: number;
      /** This client's input received so far; it sends on from here. */
      input: number;
      cols: number;
      rows: number;
    }
  | { type: 'size'; cols: number; rows: number; owner: boolean }
  | { type: 'prompt'; state: PromptState }
  | ({ type: 'exit'; offset: number } & ShellExit)
  | { type: 'error'; code: string; message: string };
