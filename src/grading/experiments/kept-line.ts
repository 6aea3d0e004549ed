import { z } from 'zod';
import type { LogLine } from '#runtimes/runtime.ts';
import { SERVICES } from '#system/part-names.ts';

/** A service's log line as an observation keeps it. */
export const KeptLineSchema = z.strictObject({
  part: z.enum(SERVICES),
  time: z.number().describe('Milliseconds since the Unix epoch'),
  text: z.string().describe('As the service wrote it'),
});

/** What is kept of a line: all the rest can be read from its text. */
export function keepLine({ part, time, text }: LogLine): object {
  return { part, time, text };
}

/** A kept line as the runtime reads it: a JSON object has fields. */
export function readKeptLine(line: z.infer<typeof KeptLineSchema>): LogLine {
  try {
    const value: unknown = JSON.parse(line.text);
    if (typeof value === 'object' && value !== null)
      return { ...line, fields: value as Record<string, unknown> };
  } catch {
    // Plain text.
  }
  return line;
}
