import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Runtime } from '#runtimes/runtime.ts';
import { RUNTIME_NAMES } from '#system/runtime-name.ts';
import { writePrivate } from '../start/write-private.ts';

const KeptRuntimeSchema = z.strictObject({
  runtime: z.enum(RUNTIME_NAMES).describe('The runtime that was chosen in the page last, and came up'),
});

/** The runtime that an earlier server of this state folder was changed to in the page; none when it never was. */
export function readKeptRuntime(stateFolder: string): Runtime['name'] | undefined {
  try {
    return KeptRuntimeSchema.parse(JSON.parse(readFileSync(fileIn(stateFolder), 'utf8'))).runtime;
  } catch {
    // Never chosen, or a file cut short by a full disk: the default is what is left.
    return undefined;
  }
}

/** Keeps it for the next start without a flag. */
export function keepRuntime(stateFolder: string, runtime: Runtime['name']): void {
  writePrivate(fileIn(stateFolder), `${JSON.stringify({ runtime })}\n`);
}

function fileIn(stateFolder: string): string {
  return join(stateFolder, 'runtime.json');
}
