import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { writeAtomicSync } from '#disk/write-atomic.ts';

const MakingSchema = z.strictObject({
  cluster: z
    .string()
    .describe('Name of the kind cluster that is being made, or whose making was interrupted'),
  began: z.number().describe('Milliseconds since the Unix epoch at which its making began'),
  seen: z
    .number()
    .describe('Milliseconds since the Unix epoch at which something of its making was seen last'),
});
export type Making = z.infer<typeof MakingSchema>;

/** Notes that a cluster is being made: until it is claimed, what there is of it belongs to this instance. Gives what notes that its making goes on. */
export function noteMaking(stateFolder: string, cluster: string, now: () => number = Date.now): () => void {
  const began = now();
  const note = () => {
    const making: Making = { cluster, began, seen: now() };
    writeAtomicSync(fileIn(stateFolder), `${JSON.stringify(making)}\n`, { mode: 0o600 });
  };
  note();
  return () => {
    try {
      note();
    } catch {
      // A disk that has become full: the note stays as it was.
    }
  };
}

/** Called when it is made, or nothing is left of it. */
export function forgetMaking(stateFolder: string): void {
  rmSync(fileIn(stateFolder), { force: true });
}

/** The cluster whose making this instance began and did not end. */
export function interruptedMaking(stateFolder: string): Making | undefined {
  try {
    return MakingSchema.safeParse(JSON.parse(readFileSync(fileIn(stateFolder), 'utf8'))).data;
  } catch {
    return undefined;
  }
}

/** Milliseconds between the clocks of this machine and of the engine, and from the last word of kind until its node is there. */
const SLACK = 30_000;

/** Whether a node that was created at a time is what this making has left: a cluster of the same name may be somebody's own by now. */
export function isOfMaking({ began, seen }: Making, created: number | undefined): boolean {
  return created !== undefined && created > began - SLACK && created < seen + SLACK;
}

function fileIn(stateFolder: string): string {
  return join(stateFolder, 'kube', 'making.json');
}
