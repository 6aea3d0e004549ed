import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const MakingSchema = z.strictObject({
  cluster: z
    .string()
    .describe('Name of the kind cluster that is being made, or whose making was interrupted'),
});

/** Notes that a cluster is being made: until it is claimed, what there is of it belongs to this instance. */
export function noteMaking(stateFolder: string, cluster: string): void {
  writeFileSync(fileIn(stateFolder), `${JSON.stringify({ cluster })}\n`, { mode: 0o600 });
}

/** Called when it is made, or nothing is left of it. */
export function forgetMaking(stateFolder: string): void {
  rmSync(fileIn(stateFolder), { force: true });
}

/** The cluster whose making this instance began and did not end. */
export function interruptedMaking(stateFolder: string): string | undefined {
  try {
    return MakingSchema.safeParse(JSON.parse(readFileSync(fileIn(stateFolder), 'utf8'))).data?.cluster;
  } catch {
    return undefined;
  }
}

function fileIn(stateFolder: string): string {
  return join(stateFolder, 'kube', 'making.json');
}
